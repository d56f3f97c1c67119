"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const why = document.getElementById("why");
  const SVG = "http://www.w3.org/2000/svg";
  const each = (list, act) => Array.prototype.forEach.call(list, act);

  each(document.querySelectorAll(".pair"), (pair) => {
    const { links, moved } = data[pair.id];
    const entries = Array.from(pair.querySelectorAll(".entry"));
    const byNumber = new Map(entries.map((entry) => [entry.dataset.n, entry]));
    const marks = Array.from(pair.querySelectorAll("mark"));
    const units = Array.from(pair.querySelectorAll(".s"));
    const ribbons = pair.querySelector(".ribbons");
    const texts = pair.querySelector(".texts");
    const linksOf = new Map();
    links.forEach((link) => link[0].concat(link[1]).forEach((id) => {
      if (!linksOf.has(id)) linksOf.set(id, []);
      linksOf.get(id).push(link);
    }));
    let lit = [];
    let held = null;

    // One sentence of each column is in the tab order; the arrow keys move within the column.
    each(pair.querySelectorAll(".column"), (column) => {
      const own = Array.from(column.querySelectorAll(".s"));
      own.forEach((unit, i) => unit.setAttribute("tabindex", i ? "-1" : "0"));
      column.addEventListener("keydown", (event) => {
        const at = own.indexOf(event.target);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (at < 0) return;
        if (step && own[at + step]) {
          own[at].setAttribute("tabindex", "-1");
          own[at + step].setAttribute("tabindex", "0");
          own[at + step].focus();
          event.preventDefault();
        } else if (event.key === "Enter") {
          const other = partners(event.target)[0];
          if (other) other.focus();
          event.preventDefault();
        }
      });
    });

    function partners(unit) {
      const found = [];
      (linksOf.get(unit.id) || []).forEach((link) => {
        const others = link[0].includes(unit.id) ? link[1] : link[0];
        others.forEach((id) => { const other = document.getElementById(id); if (other && !found.includes(other)) found.push(other); });
      });
      return found;
    }

    function let_go() {
      lit.forEach((element) => element.classList.remove("lit"));
      lit = [];
      why.textContent = "";
      each(ribbons.querySelectorAll(".lit"), (path) => path.remove());
    }

    function light(unit) {
      let_go();
      const others = partners(unit);
      lit = [unit].concat(others);
      lit.forEach((element) => element.classList.add("lit"));
      others.forEach((other) => (unit.closest(".source") ? draw(unit, unit, other, other, "lit") : draw(other, other, unit, unit, "lit")));
      const told = linksOf.get(unit.id) || [];
      if (told.length) {
        const label = document.createElement("b");
        label.textContent = told.map((link) => (link[2] === "full" ? "tells the same" : "tells part of it") + ", " + link[3] + " % sure" + (link[4] ? ", because of " + link[4] : "")).join("; ");
        const words = document.createElement("span");
        words.dir = "auto";
        words.textContent = others.map((other) => other.textContent).join(" … ");
        why.append(label, words);
      } else if (unit.classList.contains("dropped") || unit.classList.contains("added")) {
        why.textContent = unit.classList.contains("dropped") ? "No sentence of the retelling tells this." : "No sentence of a source tells this.";
      }
    }

    function draw(left, leftEnd, right, rightEnd, name) {
      const box = texts.getBoundingClientRect();
      const a = left.getBoundingClientRect();
      const b = right.getBoundingClientRect();
      if (!a.height || !b.height || a.left > b.left) return;
      const x1 = left.closest(".text").getBoundingClientRect().right - box.left - 4;
      const x2 = right.closest(".text").getBoundingClientRect().left - box.left - 4;
      const [y1, y2] = [a.top - box.top, leftEnd.getBoundingClientRect().bottom - box.top];
      const [y3, y4] = [b.top - box.top, rightEnd.getBoundingClientRect().bottom - box.top];
      const m = (x1 + x2) / 2;
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", `M${x1} ${y1}C${m} ${y1} ${m} ${y3} ${x2} ${y3}L${x2} ${y4}C${m} ${y4} ${m} ${y2} ${x1} ${y2}Z`);
      path.setAttribute("class", name);
      ribbons.append(path);
    }

    // A ribbon for each moved passage; in very long texts, whose layout is put off, only when asked for by hovering.
    function drawMoved() {
      ribbons.replaceChildren();
      if (units.length > 2000) return;
      moved.forEach((ids) => {
        const ends = ids.map((id) => document.getElementById(id));
        if (ends.every(Boolean)) draw(...ends, "moved");
      });
    }

    function select(entry, move, behavior = "auto") {
      entries.forEach((other) => other.classList.toggle("lit", other === entry));
      marks.forEach((mark) => mark.classList.toggle("lit", !!entry && mark.dataset.f.split(" ").includes(entry.dataset.n)));
      if (!entry || !move) return;
      entry.focus({ preventScroll: true });
      entry.scrollIntoView({ block: "nearest", behavior });
      const mark = marks.find((candidate) => candidate.dataset.f.split(" ").includes(entry.dataset.n));
      if (mark) {
        mark.scrollIntoView({ block: "center", behavior });
        light(mark.closest(".s") || mark);
      }
    }

    pair.addEventListener("pointerover", (event) => {
      const unit = event.target.closest(".s");
      if (unit && !held) light(unit);
    });
    pair.addEventListener("focusin", (event) => {
      if (event.target.classList.contains("s")) light(event.target);
    });
    pair.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      const unit = event.target.closest(".s");
      if (mark && mark.dataset.f) select(byNumber.get(mark.dataset.f.split(" ")[0]), false);
      if (mark && mark.dataset.f) byNumber.get(mark.dataset.f.split(" ")[0]).scrollIntoView({ block: "nearest" });
      if (unit) { held = unit; light(unit); }
    });

    pair.querySelector(".map").addEventListener("click", (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      const side = event.clientX - box.left < box.width / 2 ? ".source .s" : ".retelling .s";
      const own = pair.querySelectorAll(side);
      const to = own[Math.min(own.length - 1, Math.floor((event.clientY - box.top) / box.height * own.length))];
      if (to) { to.scrollIntoView({ block: "center" }); light(to); }
    });

    const form = pair.querySelector(".filters");
    function shows(entry) {
      const families = Array.from(form.elements.family.length === undefined ? [form.elements.family] : form.elements.family);
      return families.some((box) => box.checked && box.value === entry.dataset.family)
        && (entry.dataset.kind === form.elements.kind.value || (/^$|\/$/.test(form.elements.kind.value) && entry.dataset.kind.startsWith(form.elements.kind.value)))
        && Number(entry.dataset.importance) >= Number(form.elements.importance.value)
        && Number(entry.dataset.confidence) >= Number(form.elements.confidence.value);
    }
    function filter() {
      const shown = new Set();
      entries.forEach((entry) => { entry.hidden = !shows(entry); if (!entry.hidden) shown.add(entry.dataset.n); });
      marks.forEach((mark) => mark.classList.toggle("off", !mark.dataset.f.split(" ").some((n) => shown.has(n))));
      form.querySelector("output").textContent = form.elements.confidence.value + " %";
      form.querySelector(".count").textContent = shown.size + " of " + entries.length + " findings";
    }
    if (entries.length) {
      form.addEventListener("input", filter);
      filter();
    }
    form.addEventListener("submit", (event) => event.preventDefault());

    document.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") { held = null; let_go(); select(null, false); return; }
      const step = { n: 1, p: -1 }[event.key];
      if (!step || !active()) return;
      const shown = entries.filter((entry) => !entry.hidden);
      if (!shown.length) return;
      const at = shown.findIndex((entry) => entry.classList.contains("lit"));
      select(shown[(at + step + shown.length) % shown.length] || shown[0], true);
    });
    // The keys go to the comparison that is in view.
    function active() {
      const middle = window.innerHeight / 2;
      const all = Array.from(document.querySelectorAll(".pair"));
      return all.find((one) => one.getBoundingClientRect().bottom > middle) === pair;
    }

    function follow() {
      const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      if (!target || !pair.contains(target)) return;
      if (target.classList.contains("entry")) { target.hidden = false; select(target, true, "instant"); } else if (target.classList.contains("s")) { light(target); }
    }
    window.addEventListener("hashchange", follow);
    let waiting = 0;
    window.addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => { let_go(); drawMoved(); }); });
    drawMoved();
    // The browser goes to the finding itself once the page has loaded; the words come after that.
    if (location.hash) window.addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(follow)));
  });
})();

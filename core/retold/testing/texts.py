"""Texts that every plugin is tried on: plain stories, and texts that nobody expects."""

from __future__ import annotations

from collections.abc import Mapping

STORIES: Mapping[str, str] = {
    "harbour": """Harbour bridge may close for two years

Engineers have found cracks in 14 of the 60 cables of the Marlow harbour bridge, the city said on Tuesday.

"We cannot rule out a full closure," said Ines Okafor, who heads the inspection. "Nobody should panic."

What it costs
The repair is likely to cost $90 million, according to a report by the engineers, about 12% more than was planned.
Mayor Tom Riddle called the figure "a shock" but insisted that fares would not rise before 1 March 2027.

- Ferries run every 20 minutes.
- Buses take the 35-kilometre road by Eastley.

Some 8,000 people cross the bridge each day. If the council approves the plan, work could begin in May.""",
    "market": """Der Markt zieht um

Die Stadt Lindau verlegt ihren Wochenmarkt auf den Alten Platz, wie das Rathaus am Freitag mitteilte.

„Wir brauchen mehr Raum“, sagte Sprecherin Anna Weiß. Der Umzug kostet rund 1,5 Millionen Euro.

Die Händler sollen am 3. Mai 2027 umziehen. Kritiker warnten, der Platz sei zu klein.""",
}

OTHER = """Choir wins prize

The Northgate choir won the first prize of 5,000 euros in Ghent on Sunday. "We sang as never before," said its
leader, Paul Adeyemi. It will tour Norway in June."""

LONG = " ".join(
    f'On day {n} the {n % 7 + 2} ships of Captain Moss sailed {n * 3} miles, and "nobody complained," she said.'
    for n in range(1, 1101)
)
assert len(LONG) > 100_000 - 5_000

ODD: Mapping[str, str] = {
    "empty": "",
    "white space": " \n\t\n\u00a0\n",
    "one word": "Rain",
    "one mark": '"',
    "emoji": "👩‍👩‍👧‍👦 won 🏆! “🎉🎉 at last,” they wrote 🇫🇷 on Sunday. 5️⃣ of 🔟 agreed 👍🏽.",
    "combining marks": "Zoe\u0301 sang: “C\u0327a va\u0300,” said Bjo\u0308rn Cafe\u0301 cost 5\u20e3.",
    "right to left": 'ראש העיר אמר: "לא נסגור את הגשר" ב-12 במאי.\n\nقالت الوزيرة «لن نغلق الجسر» في ١٢ مايو ٢٠٢٧.',
    "without spaces": "市长周二表示：“我们不会关闭大桥。”\n維修費用約九千萬元。สะพานจะปิดในเดือนพฤษภาคม",
    "hindi": "मेयर ने मंगलवार को कहा, “पुल बंद नहीं होगा।” मरम्मत पर 90 करोड़ रुपये लगेंगे।",
    "control characters": "One\x00two\x1b[31m three\u200b four\ufeff five\u202e six\u00ad seven.\x0c\x0bEight?",
    "line ends": "First line.\r\nSecond line.\rThird line.\u2028Fourth line.\u0085Fifth",
    "quotation marks": '“ ” " \' « » ‘He said ”no “and\' left” («) """ \'\' “\n” said "Ann',
    "figures": "1,000,000.00.00 $£€ 99999999999999999999999999999999 -0 1/0 31.02.2020 25:99 %5 5%% ½¼ ²³ ١٢٣ 1e999 $",
    "dates": "On 31 February, at 25:61 GMT+99 on 99/99/9999, Monday Tuesday 0 May, in the year 0, 00000.",
    "names": "A. B. C. D. E. McX O'Y de la Z, Dr. Prof. St. and and And AND Mr",
    "many marks": "“" * 2000 + "(" * 2000 + "0" * 2000 + "," * 2000 + "- " * 2000 + "." * 2000 + "'s" * 2000,
    "one long word": "a" * 20_000,
    "one long line": LONG,
}
"""What may stand in an article as well as any other text."""

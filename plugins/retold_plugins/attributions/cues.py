"""Tables of reporting words, ready to look up."""

from __future__ import annotations

import functools

from attrs import field, frozen

from retold import tables

VERB, NOUN, PHRASE, PASSIVE = "verb", "noun", "phrase", "passive"
IGNORED = "-"
"""In place of a stance: a phrase that looks like reporting and reports nothing."""


@frozen
class Cues:
    """The words of reporting of one language, by case-folded form."""

    verbs: dict[str, str]
    weak: dict[str, str]
    """Verbs that report only before a clause or beside a quotation."""
    nouns: dict[str, str]
    quoting: frozenset[str]
    """Of the weak verbs those that report only beside a quotation: ``continued``."""
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Runs of words by their first word, the longest first."""
    sources: frozenset[tuple[str, ...]]
    """The phrases that the one who reports follows (``according to``)."""
    split: dict[str, tuple[tuple[str, str], ...]]
    """Verbs whose particle stands farther on (German ``räumte ... ein``): the verb to its particles."""
    possessed: dict[str, str]
    """Nouns that report with their owner before them: ``in the court's view``."""
    frames: dict[str, tuple[tuple[str, str], ...]]
    """Verbs that report with a preposition farther on (``puts the loss at``): the verb to its prepositions."""
    known: frozenset[str] = field(init=False, repr=False)
    """The words that any of these begin with."""

    @known.default
    def _first_words(self) -> frozenset[str]:
        words = (self.verbs, self.weak, self.nouns, self.phrases, self.split, self.possessed, self.frames)
        return frozenset().union(*words)

    def __bool__(self) -> bool:
        return bool(self.verbs)


@frozen
class Grammar:
    """Function words of one language that show who reports."""

    complementizers: frozenset[str]
    subjects: frozenset[str]
    persons: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    between: frozenset[str]
    passive: frozenset[str]
    unreal: frozenset[str]
    implicative: frozenset[str]
    """Before ``to`` these make a verb real again: ``was forced to admit``."""
    relatives: frozenset[str]
    roles: frozenset[str]
    """Offices and titles: they stand before names and are none."""
    conjunctions: frozenset[str]
    is_prodrop: bool = False
    """Whether a verb may do without its subject."""
    is_v2: bool = False
    """Whether the verb comes second, so that its subject may stand right behind it (German, Dutch)."""
    has_noun_capitals: bool = False
    """Whether every noun has a capital, so that one capitalised word is no name yet (German)."""
    postposition: str = ""
    """A word that follows the one who reports (Hindi ``ने``)."""
    clitics: frozenset[str] = frozenset()
    """Pronouns before a verb that look like determiners (Spanish ``lo niega``)."""
    negative: frozenset[str] = frozenset()
    """With one of these for a subject a verb reports nothing: ``neither side confirmed``."""
    negations: frozenset[str] = frozenset()
    """Adverbs that undo a verb: ``had not put``."""
    addressed: frozenset[str] = frozenset()
    """Verbs that report in the passive, too, of whom they were said to: ``was warned that``."""
    reported: frozenset[str] = frozenset()
    """Forms and words that mark a sentence as somebody else's: German ``sei``, French ``aurait``, ``reportedly``."""
    forums: frozenset[str] = frozenset()
    """Where things are said: ``the court was told that``, ``the jury heard``."""
    hearing: frozenset[str] = frozenset()
    """The verbs for that."""
    direct: frozenset[str] = frozenset()
    """Right before an infinitive these make it real: French ``a dû admettre``."""
    infinitives: tuple[str, ...] = ()
    """How infinitives end that report only behind such words."""
    measures: frozenset[str] = frozenset()
    """Behind words such as ``according to`` these measure and say nothing: income, age, plan."""
    closing: frozenset[str] = frozenset()
    """Behind a comma or a quotation these credit the name that follows: German ``so``."""
    is_inverting: bool = False
    """Whether the one who reports may follow the verb after any comma: ``..., informó el instituto``."""
    participles: tuple[str, ...] = ()
    """How participles end that report only behind one of the auxiliaries."""
    auxiliaries: frozenset[str] = frozenset()
    little: frozenset[str] = field(init=False, repr=False)
    """Words that are in no name."""

    @little.default
    def _in_no_name(self) -> frozenset[str]:
        return self.determiners | self.subjects | self.prepositions | self.between | self.complementizers


@functools.cache
def cues(language: str) -> Cues:
    """The table of a language; an empty one where there is none."""
    table = tables.load(__file__, "reporting", language)
    kinds: dict[str, dict[str, str]] = {"verbs": {}, "weak": {}, "nouns": {}, "possessed": {}, "quoting": {}}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    split: dict[str, list[tuple[str, str]]] = {}
    frames: dict[str, list[tuple[str, str]]] = {}
    sources: set[tuple[str, ...]] = set()
    for phrase in table.get("ignored", ()):
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append((words, IGNORED))
    for stance, entry in table.items():
        if stance == "ignored":
            continue
        for kind, known in kinds.items():
            for word in entry.get(kind, "").split():
                known.setdefault(word, stance)
        sources |= {tuple(phrase.split()) for phrase in entry.get("sources", ())}
        for phrase in (*entry.get("phrases", ()), *entry.get("sources", ())):
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, stance))
        for pair in entry.get("split", ()):
            verb, particle = pair.split()
            split.setdefault(verb, []).append((particle, stance))
        for pair in entry.get("frames", ()):
            verb, preposition = pair.split()
            frames.setdefault(verb, []).append((preposition, stance))
    return Cues(
        kinds["verbs"],
        kinds["quoting"] | kinds["weak"],
        kinds["nouns"],
        frozenset(kinds["quoting"]),
        {first: tuple(sorted(runs, key=lambda run: -len(run[0]))) for first, runs in phrases.items()},
        frozenset(sources),
        {verb: tuple(pairs) for verb, pairs in split.items()},
        kinds["possessed"],
        {verb: tuple(pairs) for verb, pairs in frames.items()},
    )


@functools.cache
def grammar(language: str) -> Grammar:
    """The function words of a language; none where there is no table."""
    table = tables.load(__file__, "grammar", language)

    def words(name: str) -> frozenset[str]:
        return frozenset(table.get(name, "").split())

    return Grammar(
        complementizers=words("complementizers"),
        subjects=words("subjects"),
        persons=words("persons"),
        determiners=words("determiners"),
        prepositions=words("prepositions"),
        between=words("between"),
        passive=words("passive"),
        unreal=words("unreal"),
        implicative=words("implicative"),
        relatives=words("relatives"),
        roles=words("roles"),
        conjunctions=words("conjunctions"),
        is_prodrop=table.get("prodrop", False),
        is_v2=table.get("verb-second", False),
        has_noun_capitals=table.get("noun-capitals", False),
        postposition=table.get("postposition", ""),
        clitics=words("clitics"),
        negative=words("negative"),
        negations=words("negations"),
        addressed=words("addressed"),
        reported=words("reported"),
        measures=words("measures"),
        is_inverting=table.get("inverting", False),
        closing=words("closing"),
        forums=words("forums"),
        hearing=words("hearing"),
        direct=words("direct"),
        infinitives=tuple(table.get("infinitives", "").split()),
        participles=tuple(table.get("participles", "").split()),
        auxiliaries=words("auxiliaries"),
    )

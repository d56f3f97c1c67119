"""The main language: stated, by script, by function words, by model."""

from __future__ import annotations

import subprocess
import sys

import pytest

from retold_plugins.language.identify import by_function_words, identify

PROSE = {
    "en": "The council said on Monday that the bridge would stay shut until the end of the year, as it is not safe.",
    "de": "Der Rat teilte am Montag mit, dass die Brücke bis Ende des Jahres gesperrt bleibt, weil sie unsicher ist.",
    "fr": "Le conseil a annoncé lundi que le pont restera fermé jusqu'à la fin de l'année, parce qu'il n'est pas sûr.",
    "es": "El consejo dijo el lunes que el puente seguirá cerrado hasta el final del año, porque no es seguro.",
    "pt": "O conselho disse na segunda-feira que a ponte vai ficar fechada até ao fim do ano, porque não é segura.",
    "nl": "De raad zei maandag dat de brug tot het einde van het jaar dicht blijft, omdat hij niet veilig is.",
    "hi": "परिषद ने सोमवार को कहा कि पुल साल के अंत तक बंद रहेगा क्योंकि वह सुरक्षित नहीं है।",
    "ru": "Совет сообщил в понедельник, что мост останется закрытым до конца года, потому что он небезопасен.",
    "zh": "市议会周一表示，由于不安全，大桥将关闭至年底。",
    "ja": "市議会は月曜日、橋は安全ではないため年末まで閉鎖されると発表した。",
    "ar": "قال المجلس يوم الاثنين إن الجسر سيبقى مغلقا حتى نهاية العام لأنه غير آمن.",
    "und": "1234 -- 5678",
}


@pytest.mark.parametrize(("language", "text"), PROSE.items())
def test_prose_is_told(language: str, text: str) -> None:
    assert language == identify(text)


def test_a_headline_goes_to_the_model() -> None:
    text = "Pont fermé jusqu'en décembre"

    assert by_function_words(text, ("en", "fr")) is None
    assert "fr" == identify(text)


def test_plain_english_needs_no_model() -> None:
    code = (
        f"import sys; from retold_plugins.language.identify import identify; assert identify({PROSE['en']!r}) == 'en'; "
    )
    code += "assert 'py3langid' not in sys.modules and 'numpy' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True)

"""Words that name languages, and texts that are in one."""

import pytest

from exporter.readers.languages import agrees, language_of, language_tag


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("rus", "ru"),
        ("pt-BR", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("de-de", "de-DE"),
        ("Swedish", "sv"),
        ("tiếng việt", "vi"),
        ("SERBIAN-Cyrillic", "sr-Cyrl"),
        ("js", ""),
        ("qa", ""),
        ("go", ""),
        ("is-it", ""),
        ("no-go", ""),
        ("python", ""),
        ("", ""),
    ],
)
def test_a_code_or_a_name_is_a_tag(words: str, tag: str) -> None:
    assert language_tag(words) == tag


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("\U0001f1e9\U0001f1ea Deutsch", "de"),
        ("English version", "en"),
        ("Русский язык", "ru"),
        ("(中文)", "zh"),
        ("日本語", "ja"),
        ("En", ""),
        ("English grammar", ""),
        ("IT", ""),
    ],
)
def test_a_heading_is_a_language_by_its_name_alone(words: str, tag: str) -> None:
    assert language_tag(words, by_name=True) == tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The rain is what falls, and that is the end of it: you are in it, and it is wet.", "en"),
        ("Der Regen ist das, was fällt, und er ist nicht warm; die Wolke ist eine von den.", "de"),
        ("La pluie est une eau, et elle est dans le ciel pour les champs; que fait une mer?", "fr"),
        ("Дождь — это вода, которая падает из облаков; вы его видите.", "ru"),
        ("Дощ — це вода, що падає з хмар, її бачать усі.", "uk"),
        ("雨は空から落ちる水です。川になります。", "ja"),
        ("雨是从天空落下的水，流进河里，最后到海。", "zh"),
        ("비는 하늘에서 떨어지는 물이고 강으로 흘러간다", "ko"),
        ("Mưa là nước rơi từ trên trời xuống, rồi chảy về sông và biển cả.", "vi"),
        ("باران آبی است که از آسمان می‌بارد و به رود می‌پیوندد", "fa"),
        ("`the of and is`\n```\nthe the the the the the the the the the the the\n```\n", ""),
        ("x = 1", ""),
        ("", ""),
    ],
)
def test_a_text_is_in_a_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("tag", "spoken", "known"),
    [
        ("pt-BR", "pt", True),
        ("cs", "en", False),
        ("be", "en", False),
        ("sk", "cs", None),
        ("en", "", None),
    ],
)
def test_a_tag_and_a_text_agree(tag: str, spoken: str, known: bool | None) -> None:
    assert agrees(tag, spoken) is known

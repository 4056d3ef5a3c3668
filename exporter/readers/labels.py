"""The words that only name what stands beside them into what they name: "Answer", "Show hint", ….

A label in another language is a word in a table; what a sentence says is no label.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Literal
from unicodedata import category, normalize

from exporter.model.document import Break, Emphasis, Inline, Mark, Span, Strong, Text, plain

__all__ = ["Label", "label_of", "labelled", "names_answer"]

Label = Literal["", "question", "answer", "explanation", "hint", "more"]
"""What a label names; empty for what is no label, "more" for a bare "Show" or "Click to expand"."""

LONGEST = 80
"""How many letters a label may have."""

_ANSWERS: Mapping[str, str] = {
    "ar": "الإجابة إجابة الاجابة اجابة الأجابة الجواب جواب الحل حل",
    "bg": "отговор отговори решение",
    "bn": "উত্তর সমাধান",
    "ca": "resposta respostes solució solucions",
    "cs": "odpověď odpovědi řešení",
    "da": "svar løsning løsninger facit",
    "de": "antwort antworten lösung lösungen lösungsvorschlag musterlösung musterantwort auflösung",
    "el": "απάντηση απαντήσεις λύση λύσεις",
    "en": "answer answers ans solution solutions soln response responses correct",
    "es": "respuesta respuestas solución soluciones",
    "fa": "پاسخ جواب راه‌حل",
    "fi": "vastaus vastaukset ratkaisu ratkaisut",
    "fr": "réponse réponses répondre corrigé corrigés correction corrections",
    "he": "תשובה תשובות פתרון",
    "hi": "उत्तर जवाब हल समाधान",
    "hr": "odgovor odgovori rješenje rješenja",
    "hu": "válasz válaszok megoldás megoldások megoldása",
    "id": "jawaban jawapan solusi penyelesaian",
    "it": "risposta risposte soluzione soluzioni",
    "ja": "模範解答 解答例 解答 回答例 回答 答え 答 こたえ 正解",
    "ko": "모범답안 정답 해답 답안 답변 답",
    "nl": "antwoord antwoorden oplossing oplossingen uitwerking",
    "no": "fasit løsningsforslag",
    "pl": "odpowiedź odpowiedzi rozwiązanie rozwiązania",
    "pt": "resposta respostas solução soluções gabarito",
    "ro": "răspuns răspunsuri răspunsul soluție soluții rezolvare",
    "ru": "ответ ответы решение решения",
    "sk": "riešenie riešenia",
    "sq": "përgjigja përgjigje zgjidhja zgjidhje",
    "sr": "одговор одговори решење",
    "sv": "lösningar lösningsförslag",
    "th": "เฉลย คำตอบ",
    "tr": "cevap cevaplar cevabı yanıt yanıtlar yanıtı çözüm çözümü çözümler",
    "uk": "відповідь відповіді розв'язок розв’язок розв'язання розв’язання рішення",
    "vi": "đáp_án trả_lời câu_trả_lời lời_giải đáp",
    "zh": "参考答案 參考答案 答案 解答 答",
}
_EXPLANATIONS: Mapping[str, str] = {
    "ar": "الشرح شرح التفسير",
    "cs": "vysvětlení",
    "de": "erklärung erklärungen begründung erläuterung",
    "el": "εξήγηση",
    "en": "explanation explanations reasoning rationale justification walkthrough feedback",
    "es": "explicación explicaciones justificación retroalimentación",
    "fr": "explication explications",
    "id": "pembahasan penjelasan",
    "it": "spiegazione spiegazioni",
    "ja": "解説 説明",
    "ko": "해설 설명 풀이",
    "nl": "uitleg toelichting",
    "pl": "wyjaśnienie",
    "pt": "explicação explicações justificativa",
    "ru": "объяснение пояснение разбор",
    "sv": "förklaring",
    "tr": "açıklama açıklaması",
    "uk": "пояснення",
    "vi": "giải_thích",
    "zh": "答案解析 面试题剖析 解析 剖析 解释 解釋 说明 說明 详解",
}
_HINTS: Mapping[str, str] = {
    "ar": "تلميح",
    "cs": "nápověda",
    "de": "hinweis hinweise tipp tipps",
    "el": "υπόδειξη",
    "en": "hint hints clue clues tip tips nudge",
    "es": "pista pistas",
    "fr": "indice indices indication indications aide coup_de_pouce",
    "id": "petunjuk",
    "it": "suggerimento suggerimenti aiuto",
    "ja": "ヒント",
    "ko": "힌트",
    "pl": "podpowiedź wskazówka",
    "pt": "dica dicas",
    "ru": "подсказка подсказки",
    "sv": "ledtråd",
    "tr": "ipucu",
    "uk": "підказка",
    "vi": "gợi_ý",
    "zh": "提示",
}
_QUESTIONS: Mapping[str, str] = {
    "ar": "السؤال سؤال",
    "cs": "otázka otázky úloha zadání",
    "de": "frage fragen aufgabe aufgaben aufgabenstellung übung",
    "el": "ερώτηση ερωτήσεις άσκηση",
    "en": "question questions exercise exercises problem problems statement task challenge quiz q",
    "es": "pregunta preguntas enunciado ejercicio ejercicios problema",
    "fr": "énoncé énoncés exercice exercices sujet consigne",
    "id": "pertanyaan soal",
    "it": "domanda domande esercizio esercizi testo quesito",
    "ja": "問題 質問 設問 問",
    "ko": "문제 질문",
    "nl": "vraag vragen opgave oefening",
    "pl": "pytanie pytania zadanie zadania",
    "pt": "pergunta perguntas questão questões exercício exercícios",
    "ro": "întrebare întrebarea întrebări exercițiu",
    "ru": "вопрос вопросы задание задача задачи упражнение условие",
    "sv": "fråga frågor uppgift",
    "tr": "soru sorular sorusu",
    "uk": "питання запитання завдання задача",
    "vi": "câu_hỏi câu đề_bài bài_tập",
    "zh": "面试题 面試題 题目 題目 问题 問題 试题 题",
}
_SHOWING: Mapping[str, str] = {
    "ar": "عرض إظهار أظهر انقر اضغط",
    "de": "zeige zeigen anzeigen einblenden aufklappen ausklappen ansehen klick klicke klicken",
    "en": "show shows reveal see view click tap press open expand collapse toggle hide unhide "
    "display check spoiler spoilers spoiler_alert details more",
    "es": "ver mostrar muestra abrir clic haz pulsa desplegar detalles más",
    "fr": "voir afficher montrer cliquer cliquez révéler découvrir dévoiler ouvrir déplier détails "
    "plus",
    "id": "lihat tampilkan klik",
    "it": "mostra vedi visualizza apri clicca dettagli",
    "ja": "クリックして を見る を表示 を開く を確認 表示 見る 開く",
    "ko": "보기 확인 펼치기 열기 클릭 더보기",
    "nl": "toon bekijk klik tonen",
    "pl": "pokaż zobacz kliknij rozwiń",
    "pt": "ver mostrar exibir clique detalhes mais",
    "ru": "показать посмотреть смотреть открыть раскрыть увидеть нажмите нажми подробнее спойлер",
    "sv": "visa klicka",
    "tr": "göster görmek gör tıkla tıklayın",
    "uk": "показати переглянути відкрити натисніть",
    "vi": "xem hiển_thị nhấn hiện",
    "zh": "点击 點擊 单击 查看 查閱 展开 展開 显示 顯示 折叠 隐藏",
}
_AROUND: Mapping[str, str] = {
    "ar": "هنا",
    "de": "hier um zur zum zu die der das den für mögliche richtige korrekte kurze und nr",
    "en": "get read find here to for the a an your my our of and or with right model sample "
    "possible suggested official proposed full short long brief detailed quick complete final "
    "expected hidden example accepted best strong ideal perfect one this me on below key number no "
    "code text",
    "es": "aquí para la las el los de y correcta correctas posible",
    "fr": "ici pour la le les l une un de du des à et possible proposée bonne correcte exemple",
    "id": "untuk di sini dan",
    "it": "qui per la le il e corretta possibile",
    "ja": "と の",
    "ko": "및 과 와 예시",
    "nl": "hier om het de te en",
    "pl": "tutaj aby zobaczyć i poprawna prawidłowa",
    "pt": "aqui para a as o os de e correta possível",
    "ru": "здесь чтобы и на к правильный правильные возможный возможное краткий полный",
    "sv": "här för att se och",
    "tr": "için buraya ve doğru",
    "uk": "тут щоб і та правильна",
    "vi": "vào đây để nhanh ngắn chuẩn mẫu",
    "zh": "标准 简要 完整 正确 正確 与 和 及 的",
}

_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMBERS = re.compile(r"(?<!\w)(?:[a-z]?\d+[a-z]?|[a-z]|[ivx]+|n[°º])(?!\w)|(?<=\s)第?\d+")
_BRACKETS = re.compile(r"[(\uff08\[\u3010][^()\uff08\uff09\[\]\u3010\u3011]*[)\uff09\]\u3011]")
_OPTION = re.compile(
    r"\b(?:options?|choices?|opción|opciones|opç(?:ão|ões)|opzion[ei]|вариант\w*|seçenek)\b|选项|選項|選択肢|보기",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*[:\uff1a]\s*|\s+[-\u2013\u2014]\s+")
_RUN = re.compile(r"\w+")
_NUMBER = re.compile(r"[a-z]?\d+[a-z]?|[a-z]|[ivx]+")


@cache
def label_of(words: str) -> Label:
    """What `words` name, when they are nothing but a label, whatever is about it.

    "Answer", "Show answer 3", "Click here for the solution (try first)", "答案", "Lösung anzeigen".
    """
    if len(words) > LONGEST:
        return ""
    named, colon, rest = _BRACKETS.sub(" ", words).replace("\uff1a", ":").partition(":")
    if colon and rest.strip():
        return label_of(rest) if _label_of(named) else ""
    return _label_of(named)


def _label_of(words: str) -> Label:
    folded = _folded(words)
    if any(map(_names_nothing, map(re.Match.group, _RUN.finditer(folded)))):
        return ""
    found: set[Label] = set()

    def note(match: re.Match[str]) -> str:
        found.add(_KINDS[match[0]])
        return " "

    rest = _NUMBERS.sub(" ", _WORD.sub(note, folded))
    if any(character.isalpha() for character in rest):
        return ""
    return next((label for label in _STRONGEST_FIRST if label in found), "")


def _names_nothing(run: str) -> bool:
    """Whether a run of letters is, for sure, no part of a label: most texts begin with one."""
    return not (run in _RUNS or _NUMBER.fullmatch(run) or _UNSPACED.search(run)) and any(
        map(str.isalpha, run)
    )


def labelled(inlines: tuple[Inline, ...]) -> tuple[Label, tuple[Inline, ...]]:
    """The label that a text begins with, and the text without it.

    It ends in a colon ("Answer: 42", "**Ans:** 42"), in a dash, or with its line. Without a label
    the text comes back as it is.
    """
    if not inlines:
        return "", ()
    first, others = inlines[0], inlines[1:]
    match first:
        case Strong(inner) | Emphasis(inner) | Mark(children=inner) | Span(children=inner):
            label, kept = labelled(inner)
            if label and kept:
                return label, (replace(first, children=kept), *others)
            if label and (rest := _behind_label(plain(inner), others)) is not None:
                return label, rest
            return "", inlines
        case Text(text):
            return _in_text(text, others) or ("", inlines)
        case _:
            return "", inlines


def names_answer(text: str) -> bool:
    """Whether a sentence speaks of its answer, or of options: "The correct one is …"."""
    found = (_KINDS.get(match[0], "") for match in _WORD.finditer(_folded(text[:LONGEST])))
    return "answer" in found or _OPTION.search(text[:LONGEST]) is not None


def _behind_label(label: str, others: tuple[Inline, ...]) -> tuple[Inline, ...] | None:
    """What follows a label in bold; None when it is the beginning of a sentence."""
    if not others:
        return ()
    first = others[0]
    if isinstance(first, Break):
        return others[1:]
    if isinstance(first, Text) and (match := _COLON.match(first.text)):
        return _led(first.text[match.end() :], others[1:])
    if not label.rstrip().endswith((":", "\uff1a", ".")):
        return None
    return _led(first.text.lstrip(), others[1:]) if isinstance(first, Text) else others


def _in_text(text: str, others: tuple[Inline, ...]) -> tuple[Label, tuple[Inline, ...]] | None:
    match = _COLON.search(text, 0, LONGEST + 3) if _may_part(text[: LONGEST + 3]) else None
    if match and (label := label_of(text[: match.start()])):
        return label, _led(text[match.end() :], others)
    alone = len(text) <= LONGEST and (not others or isinstance(others[0], Break))
    if alone and (label := label_of(text)):
        return label, others[1:]
    return None


def _may_part(head: str) -> bool:
    """Whether there is a sign that may part a label from what follows it; mostly there is none."""
    return ":" in head or " -" in head or "\uff1a" in head or "\u2013" in head or "\u2014" in head


def _led(text: str, others: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`others` behind `text`, without a line's end in front."""
    if text:
        return (Text(text), *others)
    return others[1:] if others and isinstance(others[0], Break) else others


def _folded(words: str) -> str:
    """Lower case, without accents and invisible marks."""
    if words.isascii():
        return words.lower()
    return normalize("NFC", normalize("NFKD", words.casefold()).translate(_UNMARKED))


class _Unmarked(dict[int, int | None]):
    """Characters that are no accents and no invisible marks, each as itself."""

    def __missing__(self, character: int) -> int | None:
        marks = category(chr(character)) in ("Mn", "Cf")
        self[character] = None if marks else character
        return self[character]


_UNMARKED = _Unmarked()


def _entries() -> Iterator[tuple[str, Label]]:
    tables: tuple[tuple[Label, Mapping[str, str]], ...] = (
        ("", _AROUND),
        ("more", _SHOWING),
        ("question", _QUESTIONS),
        ("explanation", _EXPLANATIONS),
        ("hint", _HINTS),
        ("answer", _ANSWERS),
    )
    for label, table in tables:
        for words in table.values():
            for word in words.split():
                yield _folded(word.replace("_", " ")), label


def _pattern(words: Mapping[str, Label]) -> re.Pattern[str]:
    """Any of the words, the longest first; those of scripts without spaces, within others too."""
    longest_first = sorted(words, key=len, reverse=True)
    unspaced = "|".join(re.escape(word) for word in longest_first if _UNSPACED.search(word))
    spaced = "|".join(re.escape(word) for word in longest_first if not _UNSPACED.search(word))
    return re.compile(rf"(?:{unspaced})|(?<!\w)(?:{spaced})(?!\w)")


_STRONGEST_FIRST: tuple[Label, ...] = ("answer", "hint", "explanation", "question", "more")
_KINDS: Mapping[str, Label] = dict(_entries())
_RUNS = frozenset(run for word in _KINDS for run in _RUN.findall(word))
_WORD = _pattern(_KINDS)

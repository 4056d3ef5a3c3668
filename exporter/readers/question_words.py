"""The words by which a title shows that it asks, or that it never does, by language."""

__all__ = [
    "ABOUT",
    "ASKING",
    "BEGINNINGS",
    "FAULTS",
    "LEVELS",
    "POINTS",
    "PROJECT",
    "WITHIN",
    "WORKING",
]

ASKING = (
    "q ques question frage pregunta pergunta questão questao domanda quesito vraag fråga",
    "spørgsmål spørsmål spurning kysymys küsimus klausimas jautājums pytanie otázka otazka",
    "kérdés întrebarea întrebare вопрос питання запитання въпрос питање прашање пытанне pitanje",
    "vprašanje pyetja ερώτηση soru sual сұрақ savol câu·hỏi câu hỏi soal pertanyaan tanong swali",
    "คำถาม คำถามที่ 面试题 面試題 问题 問題 题目 題目 题 題 问 問 質問 設問 설문 질문 문제 문항",
    "السؤال سؤال سوال پرسش שאלה प्रश्न सवाल প্রশ্ন ਸਵਾਲ પ્રશ્ન கேள்வி ప్రశ్న ಪ್ರಶ್ನೆ ചോദ്യം",
)
"""A number or a mark behind one of them makes it a question's label; `·` is a space."""

WORKING = (
    "exercise exercice übung aufgabe ejercicio exercício esercizio oefening opgave övning",
    "uppgift oppgave tehtävä ülesanne zadanie ćwiczenie cvičení úloha feladat exercițiul",
    "exercițiu упражнение задача задание завдання вправа άσκηση alıştırma bài·tập bài latihan",
    "练习 練習 习题 習題 例题 例題 演習 연습문제 연습 تمرين תרגיל अभ्यास problem problème",
    "problema task tâche tarea tarefa puzzle riddle challenge quiz mcq flashcard card kata",
)
"""The same, but only a number makes it one."""

POINTS = (
    "points point pts pt marks mark punkte punkt pkt puntos punto pontos ponto punti балл балла",
    "баллов бали балів 分 点 점 điểm puan poin نقاط نقطة אחוז נקודות",
)
"""What an answer earns."""

BEGINNINGS = (
    "what what's whats how why when where which who whom whose can could do does did is are was",
    "were will would should must have has if explain describe define compare list name give",
    "write implement discuss differentiate distinguish difference differences mention state tell",
    "prove calculate compute design find show in·which in·what on·which to·what walk·me wie",
    "warum wann wo wer wen wem welche welcher welches wozu woran erkläre erklären nenne nennen",
    "beschreibe beschreiben qué que cómo como por·qué cuál cuáles cuándo dónde quién explica",
    "explique quel quelle quels quelles qu'est-ce qu’est-ce comment pourquoi quand où expliquer",
    "expliquez décrire décrivez citer citez o·que por·que qual quais quando onde quem descreva",
    "che cosa cos'è cos’è perché quale quali dove chi spiega что как почему зачем чем какие",
    "какой какая какое каким каких каковы когда где кто сколько для·чего опишите объясните",
    "расскажите назовите перечислите в·чем в·чём в·каких в·каком в·какой на·что о·чем о·чём",
    "що як чому коли який яка яке які навіщо чим для·чого в·чому скільки хто опишіть поясніть",
    "cual cuales cuántos cuántas en·qué en·que de·qué para·qué em·que para·que quantos quantas",
    "lequel laquelle combien à·quoi de·quoi en·quoi wieso weshalb wofür wodurch womit worin worum",
    "in·welchem in·welcher in·che a·cosa di·cosa quanti quante co jak dlaczego czym jaki",
    "jaka jakie kiedy gdzie czy vad hur varför wat hoe waarom hvad hvordan hvorfor mitä miten",
    "miksi cum ce de·ce care apa bagaimana mengapa jelaskan sebutkan tại·sao vì·sao làm·thế·nào",
    "nêu so·sánh trình·bày giải·thích hãy",
    "ما كيف لماذا متى اشرح क्या कैसे क्यों",
    "в·чём в·чем за·что можно·ли можем·ли может·ли есть·ли возможно·ли нужно·ли является·ли",
    "являются·ли допустимы·ли в·каких сравните приведите чем·отличается різниця поясніть опишіть",
    "erläutern erläutere definieren definiere vergleichen vergleiche unterschied·zwischen",
    "describe define enumera menciona para·qué diferencia·entre diferencias·entre para·que·serve",
    "diferença·entre diferenças·entre défini définissez différence·entre différences·entre",
    "spiega spiegare descrivi descrivere elenca differenza·tra differenze·tra in·cosa a·cosa",
    "wymień opisz wyjaśnij podaj różnica·między beschrijf noem verschil·tussen açıklayın açıkla",
)
"""What questions and tasks begin with; a weak sign, for other titles do, too."""

WITHIN = (
    "什么 什麼 如何 怎么 怎麼 怎样 为什么 為什麼 哪些 哪个 谈谈 说说 说一下 解释 解釋 介绍一下",
    "区别 區別 是否 何 なぜ どの どう とは 説明し 무엇 어떻게 왜 설명 차이 nedir nasıl neden",
    "·ли· là·gì như·thế·nào phân·biệt คือ·อะไร อย่างไร क्या·है क्यों vs versus",
)
"""What stands anywhere in such titles."""

PROJECT = (
    "license licence contributing contribute contributors contributor contribution contributions",
    "acknowledgements acknowledgments acknowledgement credits resources further·reading authors",
    "author contact support sponsors sponsor disclaimer changelog star·history roadmap todo links",
    "useful·links thanks thank·you lizenz mitwirken quellen licencia contribuir recursos",
    "contribuer ressources licença contribuindo лицензия ссылки источники литература 许可证 许可",
    "贡献 参考 参考资料 ライセンス 라이선스 참고",
)
"""What headings are called below which a file speaks of itself: nothing there asks."""

ABOUT = (
    "table·of·contents contents toc references conclusion conclusions summary installation usage",
    "getting·started introduction overview about prerequisites requirements glossary index inhalt",
    "inhaltsverzeichnis einleitung einführung fazit zusammenfassung índice introducción conclusión",
    "referencias sommaire sumário introdução conclusão referências содержание оглавление введение",
    "заключение зміст вступ 目录 目錄 前言 简介 总结 目次 はじめに おわりに 목차 소개",
)
"""What headings are called that stand around the questions of a file, and ask nothing."""

FAULTS = (
    "cause causes root·cause possible·causes likely·cause symptom symptoms error·message causa",
    "causas causa·raíz síntoma síntomas sintoma sintomas cause·possible symptôme symptômes ursache",
    "ursachen symptome причина причины симптом симптомы oorzaak przyczyna objawy neden belirti",
    "nguyên·nhân triệu·chứng 原因 症状 症狀 现象 現象 원인 증상",
)
"""What stands beside a solution where no question is answered but a fault is mended."""

LEVELS = (
    "easy beginner basic basics junior jr simple entry fácil básico facile leicht einfach лёгкий "
    "легкий джун джуниор базовый 初级 初級 简单 簡單 쉬움 초급",
    "medium middle mid intermediate moderate medio médio intermedio moyen mittel средний мидл "
    "中级 中級 中等 보통 중급",
    "hard senior sr advanced difficult expert difícil avanzado avançado difficile schwer сложный "
    "трудный сеньор продвинутый 高级 高級 困难 困難 어려움 고급",
)
"""What questions of the levels 1, 2 and 3 are marked with."""

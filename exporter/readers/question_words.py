"""The words that stand in front of a question's number, by language."""

__all__ = ["ASKING", "POINTS", "WORKING"]

ASKING = (
    "q ques question frage pregunta pergunta questão questao domanda quesito vraag fråga",
    "spørgsmål spørsmål spurning kysymys küsimus klausimas jautājums pytanie otázka otazka kérdés",
    "întrebarea întrebare вопрос питання запитання въпрос питање прашање пытанне pitanje vprašanje",
    "pyetja ερώτηση soru sual сұрақ savol câu·hỏi câu soal pertanyaan tanong swali คำถาม คำถามที่",
    "问题 問題 题目 題目 题 題 问 問 質問 設問 설문 질문 문제 문항 السؤال سؤال سوال پرسش שאלה",
    "प्रश्न सवाल প্রশ্ন ਸਵਾਲ પ્રશ્ન கேள்வி ప్రశ్న ಪ್ರಶ್ನೆ ചോദ്യം",
)
"""A number or a mark behind one of them makes it a question's label; `·` is a space."""

WORKING = (
    "exercise exercice übung aufgabe ejercicio exercício esercizio oefening opgave övning uppgift",
    "oppgave tehtävä ülesanne zadanie ćwiczenie cvičení úloha feladat exercițiul exercițiu",
    "упражнение задача задание завдання вправа άσκηση alıştırma bài·tập bài latihan 练习 練習 习题",
    "習題 例题 例題 演習 연습문제 연습 تمرين תרגיל अभ्यास problem problème problema task tâche",
    "tarea tarefa puzzle riddle challenge quiz mcq flashcard card kata",
)
"""The same, but only a number makes it one."""

POINTS = (
    "points point pts pt marks mark punkte punkt pkt puntos punto pontos ponto punti балл",
    "балла баллов бали балів 分 点 점 điểm puan poin نقاط نقطة אחוז נקודות",
)
"""What an answer earns."""

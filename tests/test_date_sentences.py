"""Sentences in the manner of news, of every construction that dates have there, with the expressions they hold."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import dates

# A Wednesday, the date of the document of every sentence below.
ANCHOR = date(2024, 3, 13)
# Sentence => the expressions, each with its value where it has one.
SENTENCES = """
The Senate passed the measure on a 61-38 vote late Tuesday. => late Tuesday = 2024-03-12
They lost 3-0 at home on Saturday and drew 1-1 away. => Saturday = 2024-03-09
The sprinter clocked 9.87 seconds in the final. => 9.87 seconds = PT9.87S
He earns a £3m-a-year salary. => a-year = P1Y
The company lost A$14.3 million last year. => last year = 2023
Unemployment fell from 94,000 to 86,000 in a year. => a year = P1Y
Inflation eased to 2.9 percent in February from 3.1 percent in January. => February = 2024-02; January = 2024-01
Shares of the retailer were down 6.25 points at midday. => midday = 2024-03-13T12:00
GDP shrank 0.3% in the third quarter of 2023. => the third quarter of 2023 = 2023-Q3
Revenue grew 12% year over year to $4.1 billion in the first quarter of 2024. => the first quarter of 2024 = 2024-Q1
Exports have more than doubled since 2016. => 2016 = 2016
House prices tripled in a decade. => a decade = P1DE
The yield on the 10-year note rose 4 basis points to 4.21%. => 10-year = P10Y
The euro bought $1.0932, compared with $1.0910 a day earlier. => a day earlier
Fiscal year 2023 revenue was $8.4 million. => Fiscal year 2023 = 2023
Up to two feet of snow is expected by Friday morning. => Friday morning = 2024-03-15TMO
The Category 4 hurricane made landfall at 2 a.m. => 2 a.m. = 2024-03-13T02
Highs will be in the mid-80s on Thursday. => Thursday = 2024-03-14
He was sentenced to 12 years and six months in prison. => 12 years and six months = P12Y6M
She faces up to 25 years if convicted on all 14 counts. => up to 25 years = P25Y
The judge gave him life with a minimum term of 30 years. => 30 years = P30Y
A 34-year-old man and his two sons, aged 6 and 9, were rescued. => 34-year-old = P34Y
The 2.4-kilometre tunnel took two-and-a-half years to dig. => two-and-a-half years = P2.5Y
Rents are three times higher than in 2010. => 2010 = 2010
The two leaders spoke for an hour. => an hour = PT1H
Both sides agreed to a 72-hour truce. => 72-hour = PT72H
Thirty-six hours later, the ship sank. => Thirty-six hours later
Apollo 11 landed in 1969. => 1969 = 1969
World War II ended in 1945. => 1945 = 1945
Talks resume earlier than planned, an aide said earlier this week. => earlier this week = 2024-W11
Over the past three months, prices fell. => the past three months = P3M
The law has been in force since 2016. => 2016 = 2016
The vote is planned for mid-June. => mid-June = 2024-06
In the 1990s the town boomed. => the 1990s = 199
The market opens every Tuesday. => every Tuesday = XXXX-WXX-2
He was born on 4 July 1976. => 4 July 1976 = 1976-07-04
The summit, from 12 to 14 April 2024, will be in Oslo. => 12 = 2024-04-12; 14 April 2024 = 2024-04-14
It happened on the night of 3 March. => the night of 3 March = 2024-03-03TNI
In late 2022 and early 2023 the border was shut. => late 2022 = 2022; early 2023 = 2023
Ministers will meet again on Monday. => Monday = 2024-03-18
A year ago, the same court said no. => A year ago = 2023
He is due back later this month. => later this month = 2024-03
The ban will be lifted next week. => next week = 2024-W12
Two days ago, a ferry sank. => Two days ago = 2024-03-11
Sales last quarter hit a record. => last quarter = 2023-Q4
The tax takes effect on Jan. 1, 2025. => Jan. 1, 2025 = 2025-01-01
It was signed at 11:45 p.m. on Thursday, 7 March. => 11:45 p.m. on Thursday, 7 March = 2024-03-07T23:45
The plant will close at the end of next year. => the end of next year = 2025
During the 18th century, it was a port. => the 18th century = 17
The winter of 2010 was harsh. => The winter of 2010 = 2010-WI
The company was founded in 1887 by two brothers. => 1887 = 1887
On Christmas Eve, power failed. => Christmas Eve = 2023-12-24
The agreement runs until March 31, 2027. => March 31, 2027 = 2027-03-31
The strike entered its fifth day on Wednesday. => Wednesday = 2024-03-13
They meet twice a year. => a year = P1Y
The following day, 15 May 1940, the Dutch surrendered. => The following day; 15 May 1940 = 1940-05-15
Last month's storm and this weekend's vote are linked. => Last month = 2024-02; this weekend = 2024-W11-WE
The ceasefire began at dawn on Sunday. => Sunday = 2024-03-10
In FY2024, capital spending is expected to top $1 billion. => FY2024 = 2024
It hosted the Games in the summer of 2012. => the summer of 2012 = 2012-SU
Officials expect results within 48 hours. => 48 hours = PT48H
Some time in the coming weeks, a ruling is expected. => the coming weeks = FUTURE_REF
Only a third of pupils passed, against two-fifths last year. => last year = 2023
The accord was reached Tuesday night after 14 hours of talks. => Tuesday night = 2024-03-12TNI; 14 hours = PT14H
Elections are due in November. => November = 2024-11
The trial opened in September. => September = 2023-09
He died Thursday at the age of 81. => Thursday = 2024-03-07
The company said today it would close the plant by year-end. => today = 2024-03-13; year-end = 2024
Five years ago this week, the war began. => Five years ago = 2019; this week = 2024-W11
The bonds mature in 2034. => 2034 = 2034
It was built between 1920 and 1925. => 1920 = 1920; 1925 = 1925
The lease is for 99 years. => 99 years = P99Y
The previous record was set in May 2009. => May 2009 = 2009-05
The next hearing is on April 9. => April 9 = 2024-04-09
It has been three decades since the accident. => three decades = P3DE
Earlier Wednesday, the minister resigned. => Earlier Wednesday = 2024-03-13
Last Friday's attack was the worst this year. => Last Friday = 2024-03-08; this year = 2024
In recent months, tensions have grown. => recent months = PAST_REF
Over the last decade or so, rents doubled. => the last decade = P1DE
He retired at the end of the 2021 season. => 2021 = 2021
By 2050, half of the species could be gone. => 2050 = 2050
In the early hours of Sunday, shots were heard. => the early hours of Sunday = 2024-03-10
The contract expires in three months. => three months = P3M
Police were called at about 3:30 a.m. Saturday. => 3:30 a.m. Saturday = 2024-03-09T03:30
Hired eight months ago, he left this month. => eight months ago = 2023-07; this month = 2024-03
Hired six months ago, he goes at the end of the month. => six months ago = 2023-09; the end of the month = 2024-03
In the 12 months through January, the rate was 4 percent. => 12 months = P12M; January = 2024-01
The exhibition stays open through Sunday. => Sunday = 2024-03-17
The sale closes by year's end. => year's end = 2024
A decades-old feud and a centuries-old church. => A decades-old = PXDE; a centuries-old = PXCE
After 20-plus years he left. => 20-plus years = P20Y
It took 40-odd days of sailing and 10+ hours of rowing. => 40-odd days = P40D; 10+ hours = PT10H
They sang on three weekends. => -
Trains run less often on weekends. => weekends = XXXX-WXX-WE
Markets have swung since last Friday the 13th. => last Friday the 13th = 2023-10-13
In Q4 2023, deliveries slipped 2%. => Q4 2023 = 2023-Q4
Third-quarter earnings beat forecasts. => Third-quarter = 2023-Q3
The deadline was extended to midnight on 31 October 2023. => midnight on 31 October 2023 = 2023-10-31T00:00
The spring of 1968 brought protests. => The spring of 1968 = 1968-SP
Next Tuesday's primary will decide the race. => Next Tuesday = 2024-03-19
A week after the storm, 300 homes had no power. => A week = P1W
The show ran for a record-breaking 25 years. => 25 years = P25Y
She was 17 at the time and is now 42. => now = PRESENT_REF
The unrest of the late 1960s and early '70s shaped him. => the late 1960s = 196; early '70s = 197
The two-day summit begins Saturday. => two-day = P2D; Saturday = 2024-03-16
She was confirmed 53-47 last month. => last month = 2024-02
He wants to top 10 years of rule. => 10 years = P10Y
It took one and a half hours. => one and a half hours = PT1.5H
He got 15 to 20 years. => 20 years = P20Y
The 22-year-old, who is 6'4", weighs 16st 4lb. => 22-year-old = P22Y
Some 70% of 1,500 workers backed a 48-hour walkout. => 48-hour = PT48H
World No. 3 Iga Novak won 6-0 6-1 in 58 minutes. => 58 minutes = PT58M
On 9 and 10 June, voters choose 720 lawmakers. => 9 = 2024-06-09; 10 June = 2024-06-10
Between January and March, 1,140 boats were stopped. => January = 2024-01; March = 2024-03
He was jailed in 2019 for six years and freed last December. => 2019 = 2019; six years = P6Y; last December = 2023-12
By late Sunday, 90 percent of votes had been counted. => late Sunday = 2024-03-10
The committee will report back in the autumn. => the autumn = 2024-FA
The ban starts at midnight on Friday. => midnight on Friday = 2024-03-15T00:00
Sept. 11, 2001, changed aviation. => Sept. 11, 2001 = 2001-09-11
The storm is due to hit on Thursday or Friday. => Thursday = 2024-03-14; Friday = 2024-03-15
He has been in office since last May. => last May = 2023-05
"""


def told(mention: dates.DateMention) -> str:
    """Write an expression as the table above does."""
    return f"{mention.text} = {mention.value}" if mention.value else mention.text


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_sentence_holds_these_expressions(line: str) -> None:
    sentence, _, expected = line.partition(" => ")
    assert ("; ".join(map(told, dates.find(sentence, ANCHOR))) or "-") == expected

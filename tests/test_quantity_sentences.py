"""Sentences in the manner of news, of every construction that numbers have there, with the quantities they hold."""

from __future__ import annotations

import pytest

from pipeline.quantities import Quantity, find

# Sentence => the quantities; each is told by its comparator, value and change where it has one, then its currency, unit
# or noun. A dash means none.
SENTENCES = """
The council voted 17 to 9 to close the library. => 17; 9
Lawmakers approved the bill by 312 votes to 188. => 312 votes; 188
The Senate passed the measure on a 61-38 vote late Tuesday. => 61; 38
The committee backed her nomination in a vote of 12 to 10. => 12; 10
The home side claimed a 7-2 win in front of 41,300 fans. => 41300 fans
They lost 3-0 at home on Saturday and drew 1-1 away. => -
Rivera scored twice as the Falcons beat the Owls 28-14. => 2
He finished with 31 points, 12 rebounds and nine assists. => 31 point; 12 rebounds; 9 assists
She won the set 6-4 after saving three match points. => 3 points
The sprinter clocked 9.87 seconds in the final. => 9.87 second
The 6-foot-1 forward averages 18.4 points a game. => 6.083 foot; 18.4 point per game
He is 5-foot-11 and weighs 180 pounds. => 5.917 foot; 180 pound
The firm paid $1.2bn for the mine. => 1200000000 USD
He earns a £3m-a-year salary. => 3000000 GBP
The bridge will cost €450 million, up from an estimated €380 million. => 450000000 EUR; about 380000000 EUR
Tickets start at $25 and top out at $110. => 25 USD; 110 USD
It raised 40 crore rupees, or about $4.8 million. => 400000000 INR; about 4800000 USD
The ministry set aside 2.5 trillion won for subsidies. => 2500000000000 KRW
Fares rise by 20p to £2. => 20 up penny; 2 GBP
The jackpot stands at nearly half a billion dollars. => about 500000000 USD
A $10-per-hour raise was rejected. => 10 up USD
The state faces a $3.5 billion budget shortfall. => 3500000000 USD
The fund holds between $400 million and $500 million in bonds. => between 400000000..500000000 USD
Ukraine will get 300 million euros ($325 million) in loans. => 300000000 EUR; 325000000 USD
The fine of up to 4% of annual turnover could exceed CHF 20m. => at_most 4 percent; more_than 20000000 CHF
She was ordered to pay $83,000 in restitution. => 83000 USD
Diesel costs 149.9 pence per litre. => 149.9 penny per litre
Oil slipped 48 cents to $81.20 a barrel. => 48 down cent; 81.2 USD
The index closed up 3.4% to 1,204. => 3.4 up percent; 1204
Unemployment fell from 94,000 to 86,000 in a year. => 94000; 86000
Turnout fell from 94 percent to 86 percent. => 94 percent; 86 percent
Inflation eased to 2.9 percent in February from 3.1 percent in January. => 2.9 percent; 3.1 percent
The central bank raised rates by 0.5 percentage points. => 0.5 up percentage point
Shares of the retailer were down 6.25 points at midday. => 6.25 down point
GDP shrank 0.3% in the third quarter of 2023. => 0.3 down percent
Revenue grew 12% year over year to $4.1 billion in the first quarter of 2024. => 12 up percent; 4100000000 USD
Exports have more than doubled since 2016. => -
House prices tripled in a decade. => -
The yield on the 10-year note rose 4 basis points to 4.21%. => 10 year; 4 up basis point; 4.21 percent
The euro bought $1.0932, compared with $1.0910 a day earlier. => 1.093 USD; 1.091 USD
Output declined by a fifth. => 0.2 down
Profit jumped to $52 million, a 40% increase. => 52000000 USD; 40 up percent
The S&P 500 added 21 points, while the FTSE 100 shed 0.4 percent. => 21 up point; 0.4 down percent
Fiscal year 2023 revenue was $8.4 million. => 8400000 USD
Winds gusted to 140 kph and more than 300 mm of rain fell. => 140 kilometre per hour; more_than 300 millimetre
Temperatures plunged to minus 22 degrees Celsius overnight. => -22 degree Celsius
A magnitude 6.8 earthquake struck 45 miles northeast of the capital. => 6.8; 45 mile
The blaze, 35% contained, has burned 12,400 acres. => 35 percent; 12400 acre
Up to two feet of snow is expected by Friday morning. => at_most 2 foot
The Category 4 hurricane made landfall at 2 a.m. => -
Carbon dioxide reached 421 parts per million. => 421 part per million
The quake was felt 200 km away. => 200 kilometre
Highs will be in the mid-80s on Thursday. => -
She faces up to 25 years if convicted on all 14 counts. => at_most 25 year; 14 counts
The judge gave him life with a minimum term of 30 years. => 30 year
Police seized 1.5 tons of cocaine and 22 handguns. => 1.5 ton; 22 handguns
A 34-year-old man and his two sons, aged 6 and 9, were rescued. => 34 year; 2 sons; 6; 9
Maria Lopez, 47, was charged with three counts of fraud. => 47; 3 counts
Officers fired at least a dozen shots. => at_least 12 shots
No fewer than 18 people were arrested overnight. => at_least 18 people
He served five of the seven years. => 5; 7 year
Four pumping stations were destroyed. => 4 stations
Seven miners died and eleven others remain trapped. => 7 miners; 11 others
Twenty-three passengers were hurt, two of them critically. => 23 passengers; 2
The death toll rose to 57. => 57
The toll climbed from 41 to 57 overnight. => 41; 57
Hundreds of thousands fled, and dozens are missing. => vague 200000..999999; vague 24..99
As many as 70 bodies were pulled from the rubble. => at_most 70 bodies
The attack killed 9 and wounded scores. => 9; vague 40..99
Three police officers and one civilian were injured. => 3 officers; 1 civilian
Nobody was hurt in the 40-car pileup. => 40 car
Some 54% of respondents approve, compared with 41% who disapprove. => about 54 percent; 41 percent
One in five Britons skips meals. => 0.2 Britons
Nearly three in four voters back the plan. => about 0.75 voters
Six out of ten said yes. => 0.6
She leads by six points, 48% to 42%. => 6 point; 48 percent; 42 percent
A quarter of households own two or more cars. => 0.25 households; at_least 2 cars
Two-thirds of the seats went to the ruling party. => 0.667 seats
The 2.4-kilometre tunnel took two-and-a-half years to dig. => 2.4 kilometre; 2.5 year
The boat drifted about 60 nautical miles off the coast. => about 60 nautical mile
The plot measures 30 by 40 metres. => 30; 40 metre
It is roughly the size of two football fields. => 2 fields
The trip takes between 45 and 50 minutes. => between 45..50 minute
The baby weighed 7 pounds 4 ounces. => 7.25 pound
Children under 5 travel free. => less_than 5
People over 65 and pregnant women come first. => more_than 65
The shop is open 24 hours a day, seven days a week. => 24 hour per day; 7 day per week
A dozen or so protesters waited outside. => about 12 protesters
The truck hit speeds of 90 mph. => 90 mile per hour
They walked a mile and a half to the well. => 1.5 mile
The new phone is twice as fast and half the price. => 2; 0.5
Rents are three times higher than in 2010. => 3 time
Demand rose fourfold. => 4 up
A 20-fold increase was recorded. => 20 up fold
The hospital has 1,100 beds, 140 of which are empty. => 1100 beds; 140
Only 3 of the 15 members attended. => 3; 15 members
The vessel, 190 metres long, carried 3,000-odd containers. => 190 metre; about 3000 containers
Some 2.3 million Afghans depend on aid. => about 2300000 Afghans
Nearly 1 million doses arrived. => about 1000000 doses
The lab tested 5,000-plus samples. => at_least 5000 samples
The school has fewer than 200 pupils. => less_than 200 pupils
Attendance is capped at 500. => 500
We need ten more volunteers. => 10 volunteers
The two leaders spoke for an hour. => 2 leaders
Both sides agreed to a 72-hour truce. => 72 hour
It was the third attack in as many days. => -
The pair were the first two women to win. => 2 women
Thirty-six hours later, the ship sank. => -
A Boeing 737 with 162 people aboard overshot the runway. => 162 people
Traffic on Route 66 and Interstate 40 was blocked. => -
COVID-19 cases and Covid deaths rose. => -
No. 10 declined to comment. => -
NATO invoked Article 5 for the first time. => -
Two F-16 fighters escorted the plane. => 2 fighters
The phase 2 trial enrolled 240 patients. => 240 patients
The 24/7 hotline is 1-800-555-0199. => -
The 9/11 attacks changed everything. => -
Call (020) 7946 0958 for details. => -
The server at 10.0.0.1 was breached. => -
The book (ISBN 978-3-16-148410-0) sold well. => -
G7 and G20 ministers met in Room 101. => -
Apollo 11 landed in 1969. => -
He drove a Ford F-150 and wore a No. 23 jersey. => -
Windows 11 and PlayStation 5 sales dipped. => -
Channel 4 News reported it first. => -
Under Title IX and Section 230, firms are shielded. => -
He took Flight 370 from Gate 12. => -
The crash happened on Highway 101 near Exit 41. => -
The U.N. Security Council adopted Resolution 1701. => -
World War II ended in 1945. => -
The Formula 1 race drew 90,000 spectators. => 90000 spectators
Under-21 players train on Pitch 3. => -
The B-52 bomber and the MH17 crash were discussed. => -
She lives at 221 Baker Street. => -
Page 3 of Psalm 23. => -
The Chicago 7 trial and the Birmingham Six case. => -
Big Four accountants and the Group of Seven met. => -
Over the past three months, prices fell. => 3 month
Two days ago, a ferry sank. => -
In the first half of the year 40 firms closed. => 40 firms
By the turn of the century, half of them had left. => 0.5
The company was founded in 1887 by two brothers. => 2 brothers
In the six months to December 31, profits halved. => 6 month
They meet twice a year. => 2
In FY2024, capital spending is expected to top $1 billion. => more_than 1000000000 USD
He has coached the team for 10 seasons. => 10 seasons
Officials expect results within 48 hours. => at_most 48 hour
The startup raised $75m in a Series C round, valuing it at $1.1bn. => 75000000 USD; 1100000000 USD
The chipmaker will cut about 5,600 jobs, or 7% of its workforce. => about 5600 jobs; 7 percent
A half-million customers lost power. => 500000 customers
The bank expects a half-point cut. => 0.5 down point
A half-dozen lawmakers walked out. => 6 lawmakers
The half-hour drive took three hours. => 0.5 hour; 3 hour
The airline carried 20+ million passengers. => at_least 20000000 passengers
He has 20+ years of experience and 30-odd years of service. => at_least 20 year; about 30 year
Prices run $10,000-$20,000 per person. => between 10000..20000 USD
The vehicle costs between $35,000 and $40,000 a unit. => between 35000..40000 USD
One gets used to it. => -
Flooding hit the southern U.S. Four pumping stations failed. => 4 stations
MOSUL, Iraq - Four Iraqis and forty-two Israelis crossed. => 4 Iraqis; 42 Israelis
- 12 patrol boats and - by sea - two ferries => 12 boats; 2 ferries
Three weeks from now the polls open. => -
They cut the deficit in half, by half-a-trillion dollars. => 0.5; 500000000000 USD
One needs patience, one official said. => -
One species went extinct. => 1 species
Prior work [2, 3] and [11]–[14] agree. => -
The tablet has a 10.9-inch screen, 8 GB of memory and a 12-megapixel camera. => 10.9 inch; 8 gigabyte; 12 megapixel
Users upload 500 hours of video every minute. => 500 hour
It sold 11.4 million units, up from 9.8 million a year earlier. => 11400000 units; 9800000
Net income more than tripled to 4.2 billion yuan. => 4200000000 CNY
Margins widened by 120 basis points to 18.3%. => 120 up basis point; 18.3 percent
Hiring slowed, with just 142,000 jobs added. => 142000 jobs
The deficit narrowed 8.7% to $65.5 billion. => 8.7 down percent; 65500000000 USD
Its market value has halved to $40 billion. => 40000000000 USD
Consumer confidence edged up to 102.3 from 101.8. => 102.3; 101.8
The yen weakened past 150 per dollar. => 150
Gold fell $12 to $2,015 an ounce. => 12 down USD; 2015 USD
A 25-basis-point rise would take the rate to 4.5 percent. => 25 up basis point; 4.5 percent
Four in 10 small firms plan to hire. => 0.4 firms
The company employs 12,000 people in 30 countries. => 12000 people; 30 countries
They paid three times the asking price. => 3 time
Traffic is up twofold. => 2 up
The pill cut deaths by two-thirds. => 0.667 down
It was the worst quarter in 15 years. => 15 year
The museum drew 1.2 million visitors in its first 10 months. => 1200000 visitors; 10 month
The bonus could be worth up to £9,000 each. => at_most 9000 GBP
A 35-hour week and 25 days of leave are standard. => 35 hour; 25 day
The tax rises from 20% to 25%. => 20 percent; 25 percent
The tower is 72 storeys tall. => 72 storeys
It will take another six to eight weeks. => between 6..8 week
More than one million people signed. => more_than 1000000 people
Well over 100 firefighters battled the blaze. => more_than 100 firefighters
Just under 2,000 homes are without water. => less_than 2000 homes
Slightly more than half of the group agreed. => more_than 0.5 group
The firm has close to 900 stores. => about 900 stores
Around 15 to 20 gunmen stormed the base. => between 15..20 gunmen
No more than 50 guests may attend. => at_most 50 guests
At most 3% of voters switched. => at_most 3 percent
Not a single one of the 12 jurors objected. => 12 jurors
Over the next five years, it will spend $2 trillion. => 5 year; 2000000000000 USD
He ran the 100 meters in under 10 seconds. => 100 metre; less_than 10 second
The 400-page report lists 64 recommendations. => 400 page; 64 recommendations
Some 40,000-50,000 people gathered. => between 40000..50000 people
The suspect, 29, fled in a 2015 Honda Civic. => 29
He was the 45th president and the 3rd to be impeached. => -
The Lakers (33-30) host the Bucks on Wednesday. => -
The quarterback completed 22 of 31 passes for 287 yards and two touchdowns. => 22; 31 passes; 287 yard; 2 touchdowns
Leeds won 2-1 on aggregate with a 90th-minute goal. => -
The motion failed by 212 to 206. => 212; 206
Rain delayed play with Australia on 245 for 6. => 245; 6
The vaccine is 94.5% effective in adults 18 and older. => 94.5 percent; at_least 18
Adults aged 65 or over make up one-fifth of the population. => at_least 65; 0.2 population
The strain is 1.5 times as contagious. => 1.5 time
A 5.6-magnitude tremor and a 7.1 quake struck. => 5.6 magnitude; 7.1
The drug lowers blood pressure by 10 mmHg. => 10 down
The satellite orbits at 17,500 miles per hour. => 17500 mile per hour
The reservoir is at 38 per cent of capacity. => 38 percent
The dam released 2,000 cubic metres of water per second. => 2000 cubic metre
Some 300 sq km of forest were lost. => about 300 square kilometre
It costs Rs 500 and 2,000 pesos. => 500 INR; 2000 peso
They want R$5 billion, not 5 billion reais. => 5000000000 BRL; 5000000000 BRL
The fine was 10,000 kronor (about $950). => 10000 krona; about 950 USD
A deal worth Dh3.6 billion was signed. => 3600000000 AED
Salaries of $60k-$80k are common. => between 60000..80000 USD
The HK$2.3bn plan and the S$40 million fund were approved. => 2300000000 HKD; 40000000 SGD
The price: $4.99 per pound. => 4.99 USD
Bitcoin jumped above $70,000. => more_than 70000 USD
Only a third of pupils passed, against two-fifths last year. => 0.333 pupils; 0.4
Three hundred and fifty soldiers were deployed. => 350 soldiers
Zero cases were reported. => 0 cases
There were no deaths and one injury. => 1 injury
Dozens more were hurt; several hundred fled. => vague 24..99; vague 200..999
Several thousand demonstrators marched. => vague 2000..9999 demonstrators
Thousands upon thousands of birds died. => vague 2000..9999; vague 2000..9999 birds
A hundred-odd villagers were moved. => about 100 villagers
The couple have two children, 4 and 7. => 2 children; 4; 7
He killed three, including two teenagers. => 3; 2 teenagers
Jobless claims rose by 9,000 to a seasonally adjusted 217,000. => 9000 up; 217000
The rate of infection is 120 per 100,000 people. => 120; 100000 people
The accord was reached Tuesday night after 14 hours of talks. => 14 hour
He died Thursday at the age of 81. => 81
Sales for the first nine months rose 3 percent from the year-earlier period. => 9 month; 3 up percent
The lease is for 99 years. => 99 year
It has been three decades since the accident. => 3 decade
Over the last decade or so, rents doubled. => -
By 2050, half of the species could be gone. => 0.5 species
The contract expires in three months. => 3 month
In Q4 2023, deliveries slipped 2%. => 2 down percent
A week after the storm, 300 homes had no power. => 300 homes
The show ran for a record-breaking 25 years. => 25 year
She was 17 at the time and is now 42. => 17; 42
Monday marks 10 years since the crash. => 10 year
The two-day summit begins Saturday. => 2 day
The quarterback passed for 312 yards and rejected 3 to 5 offers. => 312 yard; between 3..5 offers
The bill passed the House 219-210 and heads to the Senate. => 219; 210
Delegates voted 30 to 35 times. => between 30..35 time
The council approved between 12 and 14 permits. => between 12..14 permits
She was confirmed 53-47 last month. => 53; 47
The Sharks failed to score in a 3-2 loss. => -
The board voted unanimously, 9-0, to fire him. => 9; 0
By a vote of 8 to 1, the court upheld the law. => 8; 1
The Tigers passed the Lions, 28 points to 21. => 28 point; 21
The referendum passed with 52.4 percent to 47.6 percent. => 52.4 percent; 47.6 percent
Disney+ added 7 million subscribers. => 7000000 subscribers
Sales are expected to top 5 million units. => more_than 5000000 units
Half-time came with the score at 1-1. => -
He is half-way through the 12-step plan. => 12 step
First-half sales rose by a half percentage point. => 0.5 up percentage point
A third of a million people came. => 333333.333 people
It took one and a half hours. => 1.5 hour
Prices are a tenth of what they were. => 0.1
A two-fifths majority is needed. => 0.4
He got 15 to 20 years. => between 15..20 year
The gap narrowed to 4 points from 9. => 4 point; 9
Support slipped 3 points to 41%. => 3 down point; 41 percent
Wages climbed an average 4.1 percent. => 4.1 up percent
Stocks ended mixed, with the Nikkei down 0.2%. => 0.2 down percent
The trust owns 51 per cent; the rest is held by 7 investors. => 51 percent; 7 investors
The 22-year-old, who is 6'4", weighs 16st 4lb. => 22 year; 6.333 foot; 16.286 stone
The couple's three-bedroom house sold for $1 million. => 3 bedroom; 1000000 USD
Ten of the dead were children. => 10 dead
Eight Palestinians, two of them teenagers, were shot. => 8 Palestinians; 2
Both suspects, ages 19 and 22, pleaded guilty to two counts of murder. => 19; 22; 2 counts
Thirteen-year-old Anna won. => 13 year
Sixty per cent said no. => 60 percent
Hundreds of homes, 12 schools and a hospital lie in ruins. => vague 200..999 homes; 12 schools
Nearly a dozen nations have recalled envoys. => about 12 nations
Tens of millions of Americans face heat. => vague 20000000..99999999 Americans
An additional 2,500 troops will join the 9,800 already there. => 2500 troops; 9800
The plane, carrying 181 people, skidded 400 metres. => 181 people; 400 metre
The river rose 1.5 metres above its banks. => 1.5 up metre
Some 70% of 1,500 workers backed a 48-hour walkout. => about 70 percent; 1500 workers; 48 hour
The T-72 tank and the Su-35 jet were destroyed near Highway M4. => -
Paragraph 4 of Article 27 and Chapter 11 were cited. => -
Room 12, Gate B6 and Terminal 5 reopened. => -
The Galaxy S23 and iPhone 15 Pro cost more than $999. => more_than 999 USD
GPT-4 and Llama 2 were tested on 57 subjects. => 57 subjects
Agents found $40,000 cash, 3 kg of heroin and 9mm ammunition. => 40000 USD; 3 kilogram; 9 millimetre
The 1,000-mile-long pipeline can carry 800,000 bpd. => 1000 mile; 800000 barrel per day
The No. 1 seed lost in three sets, 6-3, 4-6, 7-5. => 3 sets
World No. 3 Iga Novak won 6-0 6-1 in 58 minutes. => 58 minute
He hit .312 with 28 homers and 94 RBIs. => 0.312; 28 homers; 94
England were 287 for four at stumps. => 287; 4
The Kings improved to 41-22. => -
The drone flew at 0.9 Mach for 1,200 nautical miles. => 0.9; 1200 nautical mile
The EU's 27 members will meet on 21-22 March. => 27 members
On 9 and 10 June, voters choose 720 lawmakers. => 720 lawmakers
Between January and March, 1,140 boats were stopped. => 1140 boats
In the year to March, profit fell to £2.1m. => 2100000 GBP
He was jailed in 2019 for six years and freed last December. => 6 year
By late Sunday, 90 percent of votes had been counted. => 90 percent
More than 20 years after the 9/11 attacks, the trial goes on. => more_than 20 year
For the week, the S&P 500 gained 1.2 percent. => 1.2 up percent
"""


def written(value: float) -> str:
    """Write a number with at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def told(quantity: Quantity) -> str:
    """Write a quantity as the table above does."""
    value = written(quantity.value)
    if quantity.value_high is not None:
        value += ".." + written(quantity.value_high)
    comparator = "" if quantity.comparator == "exact" else quantity.comparator
    change = "" if quantity.change == "none" else quantity.change
    return " ".join(filter(None, [comparator, value, change, quantity.currency or quantity.unit or quantity.noun]))


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_sentence_holds_these_quantities(line: str) -> None:
    sentence, _, expected = line.partition(" => ")
    assert ("; ".join(map(told, find(sentence))) or "-") == expected


@pytest.mark.parametrize(
    "line", [line for line in SENTENCES.splitlines() if set("-$%") & set(line) and "=> -" not in line]
)
def test_spaces_around_hyphens_and_signs_change_no_amount(line: str) -> None:
    """Tokenised text writes 28 - year - old and $ 5."""
    sentence = line.partition(" => ")[0]
    spaced = sentence.replace("-", " - ").replace("$", "$ ").replace("%", " %").replace("  ", " ")
    assert [one[3:7] for one in find(spaced)] == [one[3:7] for one in find(sentence)]

"""Sixty questions that a policy researcher, a journalist, a diplomat or an engineer would ask.

Each is answered by one or more of the example queries, and the answers are typed here in full, so
that a change of the data that changes an answer is seen. "The page" is the founding page of the
graph, a page of ai.gov on international cooperation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import pytest

from comity.engine import Engine, select
from comity.paths import query_files

QUERIES = {path.stem: path for path in query_files()}

# Under the name of a query and of the columns that matter: its rows, parted by ";", and their
# cells, parted by "|". The last cell may list several rows that differ only there, parted by "+".
# An IRI stands by its last part, "-" for no value.
ANSWERS = {
    # The seven forums of the page, and what else the graph knows for the day.
    1: """
        = us-forums-by-kind: onPage kindLabel forum
          false | alliance | aukus + nato; true | bilateral council | us-eu-ttc;
          false | bilateral council | us-uk-srewg; false | expert group | g7-cyber-expert-group;
          false | informal forum | apec + quad; true | informal forum | g7 + g20;
          true | intergovernmental organization | oecd;
          false | intergovernmental organization | un; false | network | oecd-one-ai;
          true | partnership | ai-partnership-for-defense + gpai + us-uk-ai-rd-partnership;
          false | partnership | freedom-online-coalition;
          false | regional organization | council-of-europe
    """,
    # The four of the page (G20 AI Principles, Osaka, GPAI, the Observatory) and later ones.
    2: """
        = lineage-of-oecd-recommendation: from linkLabel thing
          oecd-recommendation-on-ai-2019 | derived from | g20-ai-principles-2019;
          g20-ai-principles-2019 | implements | g20-digital-ministers-declaration-2020 +
            g20-examples-national-policies-ai-2020 + g20-policy-examples-ai-msmes-2021;
          g20-digital-ministers-declaration-2020 | annex of |
            g20-examples-national-policies-ai-2020;
          g20-ai-principles-2019 | endorses | g20-new-delhi-leaders-declaration-2023 +
            g20-osaka-leaders-declaration-2019 + g20-osaka-leaders-declaration-2019;
          oecd-recommendation-on-ai-2019 | implements |
            g7-action-plan-interoperability-trustworthy-ai-2023 + gpai-belgrade-declaration-2024 +
            gpai-joint-statement-2020 + gpai-ministers-declaration-2022 +
            gpai-new-delhi-consensus-2024 + gpai-new-delhi-declaration-2023 +
            oecd-framework-classification-ai-2022 + oecd-implementation-report-2023 +
            oecd-state-of-implementation-2021 + ttc-ai-roadmap-2022;
          gpai-new-delhi-declaration-2023 | implements | gpai-new-delhi-consensus-2024;
          oecd-recommendation-on-ai-2019 | revises | oecd-recommendation-on-ai-2023;
          oecd-recommendation-on-ai-2023 | revises | oecd-recommendation-on-ai-2024;
          ttc-ai-roadmap-2022 | implements | ttc-ai-terminology-taxonomy-2023;
          ttc-ai-terminology-taxonomy-2023 | revises | ttc-ai-terminology-taxonomy-2024;
          oecd-recommendation-on-ai-2019 | builds on | gpai + oecd-ai-policy-observatory
    """,
    3: """
        = gpai-members-over-time: day certainMembers
          2020-06-15 | 15; 2020-12-31 | 19; 2021-12-31 | 25; 2022-12-31 | 29; 2023-12-31 | 29;
          2024-12-31 | 45; 2025-12-31 | 45
    """,
    4: """
        = ai-pfd-members-outside-gpai: day country
          2021-05-31 | DNK + EST + FIN + ISR + NOR + SWE; 2021-12-31 | EST + FIN + NOR
    """,
    5: """
        = g20-members-outside-gpai: member
          ARG + CHN + IDN + RUS + SAU + ZAF + TUR
    """,
    # Human rights and democratic values lead among the values; the page also speaks of cooperation.
    6: """
        = themes-of-the-page: places theme
          6 | international-cooperation + research-and-development; 5 | democratic-values;
          4 | multi-stakeholder + human-rights + economic-growth + human-centric-ai + public-trust
            + responsible-ai;
          3 | evidence-based-policy + innovation + trustworthy-ai + defense;
          2 | privacy-enhancing-technologies + future-of-work + digital-economy +
            fundamental-freedoms;
          1 | employment + labor-market-opportunities + measurement-and-evaluation +
            national-values-and-interests + social-scoring + wages + ai-ethics + civil-liberties +
            civil-rights + equal-opportunity + financial-crime + freedom + health + helping-people
            + inclusion + institutional-stability + intellectual-property + market-access +
            privacy + rule-of-law + skills
        = themes-and-texts-of-the-page: theme text locator
          democratic-values | g7-st-ministers-declaration-covid19-2020 | G7 and G20 Statements,
            para 1, bullet 1;
          democratic-values | - | Global Partnership on AI, para 2 + U.S.-EU Trade and Technology
            Council, para 2;
          democratic-values | oecd-recommendation-on-ai-2019 | OECD Recommendation on AI, para 1;
          democratic-values | ttc-statement-on-ai-2021 | U.S.-EU Trade and Technology Council,
            para 1;
          human-rights | g7-st-ministers-declaration-covid19-2020 | G7 and G20 Statements, para 1,
            bullet 1;
          human-rights | - | Global Partnership on AI, para 2 + International Cooperation, para 1
            + U.S.-EU Trade and Technology Council, para 2;
          public-trust | - | G7 and G20 Statements, para 1 + G7 and G20 Statements, para 1, bullet
            3;
          public-trust | g7-innovation-ministers-statement-ai-2018 | G7 and G20 Statements, para
            1, bullet 5;
          public-trust | oecd-recommendation-on-ai-2019 | OECD Recommendation on AI, para 1
    """,
    # The page's three places and the texts of others.
    7: """
        = future-of-work: themeLabel thing
          Future of work | brics-leaders-statement-ai-2025 + eu-communication-ai-for-europe-2018 +
            eu-declaration-of-cooperation-on-ai-2018 + g20-buenos-aires-leaders-declaration-2018 +
            g7-action-plan-ai-world-of-work-2024 + g7-apulia-leaders-communique-2024 +
            g7-biarritz-digital-strategy-2019 + g7-charlevoix-common-vision-ai-2018 +
            g7-charlevoix-communique-2018 + g7-innovation-ministers-statement-ai-2018 +
            g7-labour-ministerial-declaration-2024 + g7-leaders-statement-ai-prosperity-2025 +
            g7-people-centered-action-plan-2017 + g7-taormina-leaders-communique-2017 +
            gpai-belgrade-declaration-2024 + guiding-principles-reskilling-ai-2026 +
            ilo-generative-ai-jobs-2023 + oecd-ai-principles + oecd-recommendation-on-ai-2019 +
            paris-statement-inclusive-sustainable-ai-2025 + ttc-inaugural-joint-statement-2021 +
            ttc-statement-on-ai-2021 + us-eu-ai-workforce-study-2022 +
            us-eu-ai-workforce-economic-study + s107-g7 + s200-eu + s200-usa;
          Employment | us-eu-ai-workforce-study-2022 + us-eu-ai-workforce-economic-study + s201-eu
            + s201-usa;
          Wages | us-eu-ai-workforce-study-2022 + us-eu-ai-workforce-economic-study + s202-eu +
            s202-usa;
          - | gpai-wg-future-of-work;
          Labour market opportunities | us-eu-ai-workforce-economic-study + s203-eu + s203-usa
    """,
    # The privacy pilot of 5 December 2022 is missing: the graph names it in a note on the plan, for
    # results are links from texts, and the pilot is an initiative. Three plans are not of the page.
    # The study came out in December 2022, on which day is not known.
    8: """
        = plans-and-results: daysAtLeast daysAtMost outcome
          18 | 18 | gpai-covid19-focus; 735 | 735 | nato-diana-programme;
          432 | 432 | ttc-ai-roadmap-2022; 428 | 458 | us-eu-ai-workforce-study-2022;
          224 | 224 | us-uk-pets-prize-challenges; 117 | 117 | nato-rai-certification-standard
    """,
    9: """
        = members-of-five-forums: country
          CAN + FRA + DEU + GBR + USA
    """,
    10: """
        = days-to-g20-uptake: text days
          g20-ai-principles-2019 | 18; g20-osaka-leaders-declaration-2019 | 38
    """,
    11: """
        = gpai-working-groups: parent group
          gpai-wg-responsible-ai | gpai-wg-ai-pandemic-response;
          gpai | gpai-wg-data-governance + gpai-wg-future-of-work +
            gpai-wg-innovation-commercialization + gpai-wg-responsible-ai
        = working-group-totals-of-gpai: asOf published counted source
          2020-06-15 | 4 | 4 | ambafrance-uk-gpai-2020 + digwatch-gpai-launch;
          2021-11-12 | 5 | 4 | actuia-gpai-2021;
          2021-12 | 5 | 4 | ai-gov-international-cooperation;
          2022-01-11 | 5 | 4 | meti-gpai-2022-01
    """,
    12: """
        = ai-pfd-share-in-nato: day members inNato percent
          2021-10-21 | 16 | 9 | 56
        = ai-pfd-members-in-nato: country
          CAN + DNK + EST + FRA + DEU + NLD + NOR + GBR + USA
    """,
    13: """
        = countries-named-only-for-defense: country
          AUS + DNK + EST + FIN + DEU + ISR + NLD + NOR + KOR + SGP + SWE
    """,
    # The page's five presidencies (ITA 2017, CAN 2018, FRA and JPN 2019, USA 2020) among all.
    14: """
        = g7-and-g20-presidencies-with-texts: forumLabel year presidency texts
          Group of Seven | 2016 | JPN | 3; Group of Seven | 2017 | ITA | 4;
          Group of Seven | 2018 | CAN | 4; Group of Seven | 2019 | FRA | 1;
          Group of Seven | 2020 | USA | 1; Group of Seven | 2021 | GBR | 3;
          Group of Seven | 2022 | DEU | 2; Group of Seven | 2023 | JPN | 8;
          Group of Seven | 2024 | ITA | 6; Group of Seven | 2025 | CAN | 7;
          Group of Seven | 2026 | FRA | 1; Group of Twenty | 2018 | ARG | 2;
          Group of Twenty | 2019 | JPN | 4; Group of Twenty | 2020 | SAU | 5;
          Group of Twenty | 2021 | ITA | 3; Group of Twenty | 2023 | IND | 2;
          Group of Twenty | 2024 | BRA | 3; Group of Twenty | 2025 | ZAF | 1
    """,
    # The health pilot of 2022 came after the page.
    15: """
        = initiatives-on-privacy-technologies: initiative part party
          ttc-pets-health-pilot | leads | us-eu-ttc; us-eu-pets-cooperation | leads | us-eu-ttc;
          us-eu-pets-cooperation | takes part | USA + european-union;
          us-interagency-pets-development | leads | us-nist + us-nsf + us-ostp;
          us-interagency-pets-development | takes part | uk-cdei;
          us-uk-pets-prize-challenges | leads | uk-cdei + us-nist + us-nsf + us-ostp;
          us-uk-pets-prize-challenges | takes part | uk-innovate-uk + GBR + USA
    """,
    16: """
        = us-uk-declaration: actLabel date source party
          signed | 2020-09-25 | ai-gov-international-cooperation | GBR + USA;
          signed | 2020-09-25 | aitopics-us-uk | GBR + USA;
          signed | 2020-09-25 | meritalk-us-uk-2020 | GBR + USA
        = work-of-bilateral-partnerships: initiative announced note
          us-uk-ai-rd-cooperation | 2020-09-25 | four lines: R&D priorities, commercial
            opportunities, researcher and student collaboration, public-private partnerships
    """,
    # No: 25 since November 2021, and the total is marked as stale.
    17: """
        = published-totals-of-gpai: asOf published counted source
          2020-06-15 | 15 | 15 | ai-gov-international-cooperation + diplomatie-gouv-gpai-2020-12 +
            soumu-whitepaper-r07;
          2020-12-04 | 19 | 19 | gpai-community; 2021-11-12 | 25 | 25 | gpai-community;
          2021-12 | 19 | 25 | ai-gov-international-cooperation;
          2021-12-31 | 25 | 25 | mzv-cz-gpai; 2022-01-11 | 25 | 25 | meti-gpai-2022-01;
          2022-11-22 | 29 | 29 | gpai-community; 2023-12-14 | 29 | 29 | gpai-events;
          2024-07-03 | 44 | 44 | ieu-gpai-oecd-2024; 2024-12-26 | 45 | 45 | tanjug-belgrade-2024;
          2025 | 44 | 44 | oecd-ai-about-fr; 2026-02 | 46 | 46 | mnbr-saudi-gpai-2026
    """,
    # Thirteen states beside the US, and the European Union, which is none.
    18: """
        = gpai-founders: source isCountry member
          diplomatie-gouv-gpai-2020-12 | true | AUS + CAN + DEU + FRA + GBR + IND + ITA + JPN +
            KOR + MEX + NZL + SGP + SVN + USA;
          ai-gov-international-cooperation | true | USA;
          diplomatie-gouv-gpai-2020-12 | false | european-union
    """,
    19: """
        = ai-pfd-later-joiners: joined country
          2021-05 | DEU + NLD + SGP
    """,
    20: """
        = g7-members-outside-ai-pfd: day country
          2020-09-15 | DEU + ITA; 2021-12-31 | ITA
    """,
    # Position and text are joined by day and party, so the joint statement is listed beside its
    # annex.
    21: """
        = social-scoring: date stanceLabel text city holder
          2021-09-29 | opposes | ttc-inaugural-joint-statement-2021 | Pittsburgh | USA +
            european-union;
          2021-09-29 | opposes | ttc-statement-on-ai-2021 | Pittsburgh | USA + european-union
    """,
    # Expected in spring, launched on 20 July 2022: no. Two disagreements on other initiatives.
    22: """
        = planned-and-actual-dates: initiative topic preferred version
          hap-reporting-framework-operation | organisations in the first reporting round | true |
            19 + 20;
          national-ai-initiative | priorities reflected in the OECD principles | true | Initiative
            dates from 1 January 2021;
          national-ai-initiative | priorities reflected in the OECD principles | false | the
            Initiative, in May 2019;
          us-uk-pets-prize-challenges | start of the prize challenges | true | 20 July 2022;
          us-uk-pets-prize-challenges | start of the prize challenges | false | spring 2022
            expected;
          us-uk-pets-prize-challenges | when the challenges were announced | true | ahead of the
            Summit;
          us-uk-pets-prize-challenges | when the challenges were announced | false | during the
            Summit for Democracy
    """,
    23: """
        = prize-challenge-leads: country agency
          GBR | uk-cdei; USA | us-nist + us-nsf + us-ostp
    """,
    # Disputed: eleven texts came before, five of them of the G7. The conventions of 1960 and 1980
    # are no texts on AI.
    24: """
        = texts-before-oecd-recommendation: adopted countries text
          1960-12-14 | 20 | oecd-convention-1960; 1980-10-10 | 126 | ccw-1980;
          2017-05-27 | 7 | g7-people-centered-action-plan-2017;
          2017-09-26 | 7 | g7-human-centric-ai-annex-2017 +
            g7-ict-industry-ministers-declaration-2017;
          2018-03-28 | 7 | g7-innovation-ministers-statement-ai-2018;
          2018-04-10 | 29 | eu-declaration-of-cooperation-on-ai-2018;
          2018-05-14 | 10 | nordic-baltic-ai-declaration-2018;
          2018-06-07 | 2 | canada-france-statement-on-ai-2018;
          2018-06-09 | 7 | g7-charlevoix-common-vision-ai-2018;
          2018-12-06 | 2 | ipai-mandate-2018; 2018-12-07 | 2 | eu-coordinated-plan-on-ai-2018;
          2019-05-16 | 2 | ipai-declaration-2019
        = disagreements-about-oecd-recommendation: topic preferred version
          EU among adherents in 2021 | false | EU had endorsed it by September 2021;
          day of adoption | true | 22 May 2019;
          first common AI principles of democracies | false | May 2019;
          number of adherents today | true | 51; number of adherents today | false | 47;
          who approved the Recommendation | true | 42 countries, six not members;
          who approved the Recommendation | false | OECD countries
    """,
    # The sixth meeting is not in the graph.
    25: """
        = ai-pfd-meetings: start presidency
          2020-09-15 | us-joint-ai-center; 2021-01-26 | us-joint-ai-center;
          2021-05-26 | us-joint-ai-center; 2021-10-20 | uk-mod; 2022-03-02 | can-dnd;
          2023-06-07 | nor-mod + us-dod-cdao
    """,
    26: """
        = announcement-to-launch: forum text days
          gpai | g7-st-ministers-declaration-covid19-2020 | 18
    """,
    # The ministerial statement is a third text of the page, beside the Principles and the Osaka
    # Declaration; all three through the G20.
    27: """
        = texts-with-china-and-russia: country through actLabel text
          CHN | Group of Twenty | adopted | g20-ai-principles-2019 +
            g20-ministerial-statement-2019 + g20-osaka-leaders-declaration-2019;
          CHN | Group of Twenty | endorsed | g20-ai-principles-2019;
          CHN | itself | adopted | g20-ai-principles-2019 + g20-ministerial-statement-2019;
          RUS | Group of Twenty | adopted | g20-ai-principles-2019 +
            g20-ministerial-statement-2019 + g20-osaka-leaders-declaration-2019;
          RUS | Group of Twenty | endorsed | g20-ai-principles-2019;
          RUS | itself | adopted | g20-ai-principles-2019 + g20-ministerial-statement-2019
    """,
    28: """
        = countries-by-sections-of-the-page: sections country
          7 | USA; 2 | CAN + FRA + GBR + JPN;
          1 | AUS + DEU + DNK + EST + FIN + ISR + ITA + KOR + NLD + NOR + SGP + SWE
    """,
    # JAIC, CDEI and USAID are on the page. The joining of GPAI and the OECD in 2024 is an
    # initiative in the graph, not an end of GPAI.
    29: """
        = bodies-ended-or-replaced: onPage body ended next
          true | uk-cdei | 2024 | uk-rta; false | uk-oai | 2024 | -;
          true | us-joint-ai-center | 2022-06-01 | us-dod-cdao;
          true | usaid | 2025-07-01 | us-department-of-state; false | coe-cahai | 2021 | coe-cai;
          false | g8 | 2014-03 | -;
          false | organisation-of-african-unity | 2002-07 | african-union;
          false | us-india-icet | 2025-02-13 | us-india-trust
    """,
    30: """
        = totals-of-the-page: thing locator published counted
          ai-partnership-for-defense | AI Partnership for Defense, para 1 | 3 | -;
          ai-partnership-for-defense | AI Partnership for Defense, para 1 | 12 | -;
          gpai | Global Partnership on AI, para 1 | 15 | 15;
          gpai | Global Partnership on AI, para 2 | 19 | 25;
          gpai | Global Partnership on AI, para 1 | 5 | 4;
          ai-gov-international-cooperation | G7 and G20 Statements, para 1 | 6 | -
    """,
    31: """
        = ttc-commitments-and-intentions: holderLabel stance theme
          European Union | commits-to | democratic-values + economic-growth + human-centric-ai +
            human-rights;
          United States of America | commits-to | democratic-values + economic-growth +
            human-centric-ai + human-rights;
          European Union | intends | employment + future-of-work + labor-market-opportunities +
            measurement-and-evaluation + privacy-enhancing-technologies + trustworthy-ai + wages;
          United States of America | intends | employment + future-of-work +
            labor-market-opportunities + measurement-and-evaluation +
            privacy-enhancing-technologies + trustworthy-ai + wages;
          European Union | opposes | human-rights + social-scoring;
          United States of America | opposes | human-rights + social-scoring;
          European Union | supports | democratic-values + democratic-values;
          United States of America | supports | democratic-values + democratic-values
    """,
    # The page's six meetings among all.
    32: """
        = g7-and-g20-texts: presidency adopted text
          JPN | 2016-04-30 | g7-charter-digitally-connected-world-2016 +
            g7-ict-joint-declaration-2016 + g7-ict-opportunities-for-collaboration-2016;
          ITA | 2017-05-27 | g7-people-centered-action-plan-2017 +
            g7-taormina-leaders-communique-2017;
          ITA | 2017-09-26 | g7-human-centric-ai-annex-2017 +
            g7-ict-industry-ministers-declaration-2017;
          CAN | 2018-03-28 | g7-innovation-ministers-statement-ai-2018;
          CAN | 2018-06-09 | g7-charlevoix-common-vision-ai-2018 + g7-charlevoix-communique-2018;
          FRA | 2019-08 | g7-biarritz-digital-strategy-2019;
          USA | 2020-05-28 | g7-st-ministers-declaration-covid19-2020;
          GBR | 2021-04-28 | g7-digital-ministers-declaration-2021 +
            g7-digital-standards-framework-2021;
          GBR | 2021-06 | g7-carbis-bay-communique-2021;
          DEU | 2022-05-11 | g7-digital-ministers-declaration-2022;
          DEU | 2022-06-28 | g7-elmau-communique-2022;
          JPN | 2023-04-30 | g7-action-plan-interoperability-trustworthy-ai-2023 +
            g7-digital-ministers-declaration-takasaki-2023;
          JPN | 2023-05-20 | g7-hiroshima-leaders-communique-2023;
          JPN | 2023-09-07 | g7-hap-ministers-statement-2023-09;
          JPN | 2023-12-01 | hiroshima-process-comprehensive-policy-framework-2023 +
            hiroshima-process-guiding-principles-all-ai-actors-2023 +
            hiroshima-process-work-plan-2023;
          JPN | 2023-12-06 | g7-leaders-statement-2023-12;
          ITA | 2024-03-15 | g7-ministerial-declaration-verona-trento-2024;
          ITA | 2024-06-14 | g7-apulia-leaders-communique-2024;
          ITA | 2024-09-13 | g7-action-plan-ai-world-of-work-2024 +
            g7-labour-ministerial-declaration-2024;
          ITA | 2024-10-15 | g7-cernobbio-joint-statement-2024 + g7-toolkit-ai-public-sector-2024;
          CAN | 2025-06-17 | g7-ai-adoption-roadmap-2025 + g7-kananaskis-quantum-vision-2025 +
            g7-leaders-statement-ai-prosperity-2025;
          CAN | 2025-10-31 | g7-energy-ai-work-plan-2025;
          CAN | 2025-12-09 | g7-idt-ministerial-declaration-2025 + g7-roadmap-implementation-2025
            + g7-sme-ai-adoption-blueprint-2025;
          FRA | 2026-05-29 | g7-digital-ministers-declaration-2026;
          ARG | 2018-08-24 | g20-digital-ministerial-declaration-salta-2018;
          ARG | 2018-12-01 | g20-buenos-aires-leaders-declaration-2018;
          JPN | 2019-06-09 | g20-ai-principles-2019 + g20-ministerial-statement-2019;
          JPN | 2019-06-29 | g20-osaka-leaders-declaration-2019;
          JPN | 2019-06 | g20-osaka-declaration-digital-economy-2019;
          SAU | 2020-04-30 | g20-digital-ministers-covid-statement-2020;
          SAU | 2020-07-22 | g20-ai-dialogue-summary-2020 + g20-digital-ministers-declaration-2020
            + g20-examples-national-policies-ai-2020;
          SAU | 2020-11 | g20-riyadh-leaders-declaration-2020;
          ITA | 2021-08-05 | g20-digital-ministers-declaration-trieste-2021 +
            g20-policy-examples-ai-msmes-2021;
          ITA | 2021-10 | g20-rome-leaders-declaration-2021;
          IND | 2023-08-19 | g20-bengaluru-outcome-document-2023;
          IND | 2023-09-09 | g20-new-delhi-leaders-declaration-2023;
          BRA | 2024-09-13 | g20-maceio-annex-ai-for-good-2024 +
            g20-maceio-ministerial-declaration-2024;
          BRA | 2024-11-18 | g20-rio-leaders-declaration-2024;
          ZAF | 2025-11-22 | g20-johannesburg-leaders-declaration-2025
    """,
    33: """
        = forums-shared-with-the-us: shared country
          5 | CAN + FRA + DEU + GBR; 4 | ITA + JPN; 3 | AUS + DNK + NLD + KOR
    """,
    34: """
        = g20-members-in-none: member
          ARG + CHN + IDN + RUS + SAU + ZAF + TUR
    """,
    # Partner in the G7, whose own count leaves the EU out; two or three sources make two or three
    # rows.
    35: """
        = capacities-of-the-eu: role confidenceLabel forum
          member | high | ai-safety-report-panel + g7-competition-summit + g7-dpa-roundtable;
          founding-member | medium | eu-canada-digital-partnership + eu-japan-digital-partnership
            + eu-singapore-digital-partnership;
          founding-member | high | eu-india-ttc + eu-korea-digital-partnership + g20 + g20 + gpai
            + hiroshima-ai-process + inasi + us-eu-ttc + us-eu-ttc + us-eu-ttc;
          partner | medium | g7 + g7 + g7 + oecd;
          member | medium | g7-cyber-expert-group + g7-cybersecurity-working-group + pax-silica +
            pax-silica;
          partner | low | g8; invited-guest | medium | pax-silica
    """,
    36: """
        = us-agencies-and-their-work: agency work thing
          us-department-of-commerce | leads | american-ai-exports-program;
          us-department-of-state | leads | us-state-ai-diplomacy;
          us-department-of-state | represents the country in | g20 + g7 + gpai + oecd;
          us-dod-cdao | is secretariat host of | ai-partnership-for-defense;
          us-joint-ai-center | is chair of | ai-partnership-for-defense;
          us-joint-ai-center | is secretariat host of | ai-partnership-for-defense;
          us-naiio | leads | national-ai-initiative;
          us-nist | leads | nist-imda-ai-crosswalk + us-interagency-pets-development +
            us-uk-pets-prize-challenges;
          us-nsf | leads | us-interagency-pets-development + us-uk-pets-prize-challenges;
          us-ostp | leads | us-interagency-pets-development + us-uk-pets-prize-challenges;
          usaid | leads | usaid-ai-resources
    """,
    # None. The GPAI Joint Statement is not listed: no record of it rests on the page.
    37: """
        = binding-texts-of-the-page: binding text
          false | g20-ai-principles-2019;
          - | g20-ministerial-statement-2019 + g20-osaka-leaders-declaration-2019 +
            g7-biarritz-digital-strategy-2019 + g7-human-centric-ai-annex-2017 +
            g7-ict-industry-ministers-declaration-2017 + g7-innovation-ministers-statement-ai-2018
            + g7-st-ministers-declaration-covid19-2020 + nato-ai-strategy-2021 +
            oecd-recommendation-on-ai-2019 + ttc-inaugural-joint-statement-2021 +
            ttc-statement-on-ai-2021 + us-uk-ai-rd-declaration-2020
        = legally-binding-texts: text bound
          ccw-1980 | 122; coe-framework-convention-ai-2024 | 1; eu-ai-act-2024 | 0;
          oecd-convention-1960 | 20; us-national-ai-initiative-act-2020 | 0;
          waico-agreement-2026 | 0
    """,
    # Without the GPAI Joint Statement (see 37); NATO and the European Union, of which the United
    # Kingdom was a member until January 2020, come in as forums.
    38: """
        = texts-that-commit-the-uk: through actLabel text
          European Union | adopted | g20-ai-principles-2019 + g20-ministerial-statement-2019;
          Group of Twenty | adopted | g20-ai-principles-2019 + g20-ministerial-statement-2019 +
            g20-osaka-leaders-declaration-2019;
          Group of Twenty | endorsed | g20-ai-principles-2019;
          itself | adopted | g20-ai-principles-2019 + g20-ministerial-statement-2019 +
            g7-biarritz-digital-strategy-2019 + g7-human-centric-ai-annex-2017 +
            g7-ict-industry-ministers-declaration-2017 + g7-innovation-ministers-statement-ai-2018
            + g7-st-ministers-declaration-covid19-2020 + oecd-recommendation-on-ai-2019;
          Group of Seven | adopted | g7-biarritz-digital-strategy-2019 +
            g7-human-centric-ai-annex-2017 + g7-ict-industry-ministers-declaration-2017 +
            g7-innovation-ministers-statement-ai-2018 + g7-st-ministers-declaration-covid19-2020;
          North Atlantic Treaty Organization | adopted | nato-ai-strategy-2021;
          European Union | adhered | oecd-recommendation-on-ai-2019;
          Organisation for Economic Co-operation and Development | adopted |
            oecd-recommendation-on-ai-2019;
          itself | signed | us-uk-ai-rd-declaration-2020
    """,
    39: """
        = singapore-on-two-days: day forum
          2021-01-01 | gpai; 2021-06-01 | ai-partnership-for-defense + gpai
    """,
    # India never did; when Singapore and the EU did is not known, but no source before 2024 is
    # cited.
    40: """
        = gpai-founders-outside-oecd-recommendation: member laterActLabel later
          IND | - | -; SGP | adhered | -; european-union | adhered | -
    """,
    41: """
        = ai-pfd-members-later-in-nato: joinedNato country
          2023-04-04 | FIN; 2024-03-07 | SWE
    """,
    42: """
        = results-expected-at-meetings: initiative meeting meetingStart ended
          us-uk-pets-prize-challenges | summit-for-democracy-2023 | 2023-03-29 | 2023-03
    """,
    # The UK, and the EU in the Council; the working group on the economy is not on the page.
    43: """
        = bilateral-forums-of-the-us: forum partnerLabel onPage
          us-eu-ttc | European Union | true;
          us-uk-ai-rd-partnership | United Kingdom of Great Britain and Northern Ireland | true;
          us-uk-srewg | United Kingdom of Great Britain and Northern Ireland | false
    """,
    44: """
        = forums-and-human-rights: holder stanceLabel locator
          USA | values | International Cooperation, para 1;
          USA | commits to | International Cooperation, para 1 + U.S.-EU Trade and Technology
            Council, para 2;
          USA | opposes | U.S.-EU Trade and Technology Council, para 2;
          european-union | opposes | U.S.-EU Trade and Technology Council, para 2;
          european-union | commits to | U.S.-EU Trade and Technology Council, para 2;
          g7 | commits to | G7 and G20 Statements, para 1, bullet 1;
          gpai | supports | Global Partnership on AI, para 2
    """,
    # The third ministerial, and the two later editions of the terminology.
    45: """
        = texts-after-ttc-statement: adopted meeting text
          2022-12-05 | ttc-ministerial-3 | ttc-ai-roadmap-2022;
          2022-12 | ttc-ministerial-3 | us-eu-ai-workforce-study-2022;
          2023-05-31 | ttc-ministerial-4 | ttc-ai-terminology-taxonomy-2023;
          2024-04-05 | ttc-ministerial-6 | ttc-ai-terminology-taxonomy-2024
    """,
    # Start dates are missing, sources and places in them never.
    46: """
        = membership-completeness: memberships withoutStart withoutSource withoutPlace
          1247 | 148 | 0 | 0
        = memberships-without-start: undated forum
          50 | hiroshima-ai-process-friends-group; 16 | sco; 14 | d9-plus; 9 | dco;
          8 | g7-competition-summit + g7-dpa-roundtable; 7 | freedom-online-coalition; 6 | gcc;
          5 | five-eyes + g20; 4 | pax-silica + quad; 3 | african-union;
          2 | oecd-wp-aigo + un-global-dialogue-ai;
          1 | apec + gpai + oecd + partnership-information-democracy + waico
    """,
    # Malta's membership has no date: possible on any day.
    47: """
        = gpai-changes-between-two-days: day change member
          2020-12-04 | joined | BRA + NLD + POL + ESP;
          2021-11-11 | joined | BEL + CZE + DNK + IRL + ISR + SWE
        = gpai-members-on-a-day: certain member
          true | AUS + BRA + CAN + european-union + FRA + DEU + IND + ITA + JPN + MEX + NLD + NZL
            + POL + KOR + SGP + SVN + ESP + GBR + USA;
          false | MLT
    """,
    # Positions are all from the page; the other kinds are what no second source repeats.
    48: """
        = records-resting-on-the-page-alone: kind records
          Position | 132; Concept | 33; Relation | 17; Action | 14; Initiative | 7; Tally | 5
    """,
    # The dates of NATO, the TTC, the G7 and the OECD are disagreements between other sources.
    49: """
        = disagreements-with-the-page: thing topic pagePreferred otherSays
          us-joint-ai-center | JAIC still active | false | moved under the CDAO office in 2022;
          g20-ai-principles-2019 | act of the G20 leaders | true | welcomed;
          g20-ai-principles-2019 | what the G20 adopted | false | a separate, non-binding text
            drawn from them;
          oecd-recommendation-on-ai-2019 | first common AI principles of democracies | false | -;
          oecd-recommendation-on-ai-2019 | who approved the Recommendation | false | 42 countries,
            six not members;
          ai-partnership-for-defense | delegations at the first meeting | false | 13 nations;
          gpai | founders are nations | false | 13 states and the European Union;
          gpai | number of members | false | 25 since November 2021;
          gpai | number of working groups | false | four themes at launch;
          gpai | who launched GPAI | true | US was last of the G7 to join;
          gpai-wg-ai-pandemic-response | status of the fifth group | false | ad-hoc subgroup of
            Responsible AI;
          national-ai-initiative | priorities reflected in the OECD principles | false |
            Initiative dates from 1 January 2021;
          us-uk-pets-prize-challenges | start of the prize challenges | false | 20 July 2022;
          g7-innovation-ministerial-2018 | title of the 2018 ministerial | false | Ministerial
            Meeting on Preparing for the Jobs of the Future
        = preferred-versions: thing topic version
          us-joint-ai-center | JAIC still active | moved under the CDAO office in 2022;
          us-joint-ai-center | founding day of JAIC | 27 June 2018;
          usaid | founding year of USAID and its end | 1961 + closed 1 July 2025;
          g20-ai-principles-2019 | G20 leaders and the AI Principles | -;
          g20-ai-principles-2019 | act of the G20 leaders | endorsed;
          g20-ai-principles-2019 | what the G20 adopted | a separate, non-binding text drawn from
            them;
          nato-ai-strategy-2021 | day of agreement | 21 October 2021;
          oecd-recommendation-on-ai-2019 | EU among adherents in 2021 | -;
          oecd-recommendation-on-ai-2019 | day of adoption | 22 May 2019;
          oecd-recommendation-on-ai-2019 | first common AI principles of democracies | -;
          oecd-recommendation-on-ai-2019 | number of adherents today | 51;
          oecd-recommendation-on-ai-2019 | who approved the Recommendation | 42 countries, six not
            members;
          ttc-inaugural-joint-statement-2021 | year of the inaugural statement | 2021;
          ai-partnership-for-defense | delegations at the first meeting | 13 nations;
          european-union | founding year | -; g20 | Poland in the G20 | guest;
          g20 | South Africa in the G20 in 2026 | member; g7 | EU in the G7 | since 1977;
          g7 | EU role in the G7 | -; gpai | Italy as founder | Italy listed;
          gpai | OECD and UNESCO in GPAI | secretariat host and observer;
          gpai | admission of Serbia | 22 November 2022;
          gpai | chair of Serbia | co-chair with Slovakia;
          gpai | first Arab country | Egypt, observer by May 2021 + Saudi Arabia, first Arab
            member;
          gpai | founders are nations | 13 states and the European Union;
          gpai | members before Serbia | 25; gpai | names of the founders | 15 names;
          gpai | number of members | 25 since November 2021;
          gpai | number of working groups | four + four themes at launch;
          gpai | size when Malta joined | 44-country alliance + 46 with Saudi Arabia;
          gpai | who launched GPAI | US was last of the G7 to join + the United States and others;
          gpai-wg-ai-pandemic-response | status of the fifth group | ad-hoc subgroup of
            Responsible AI;
          nato | day Germany joined | 6 May 1955;
          oecd | accession day of Colombia | 28 April 2020;
          oecd | start of the founders | 30 September 1961;
          national-ai-initiative | priorities reflected in the OECD principles | Initiative dates
            from 1 January 2021;
          us-uk-pets-prize-challenges | start of the prize challenges | 20 July 2022;
          us-uk-pets-prize-challenges | when the challenges were announced | ahead of the Summit;
          g7-innovation-ministerial-2018 | title of the 2018 ministerial | Ministerial Meeting on
            Preparing for the Jobs of the Future;
          g7-science-technology-ministerial-2020 | day of the S&T ministerial | 28 May;
          g7-science-technology-ministerial-2020 | day of the ministerial | 28 May 2020;
          ttc-ministerial-1 | day of the first TTC meeting | 29 and 30 September
    """,
    50: """
        = other-names: thing otherName
          uk-cdei | CDEI; us-department-of-defense | DoD; us-department-of-state | State;
          us-joint-ai-center | JAIC; us-nist | NIST; us-nsf | NSF; us-ostp | OSTP; usaid | USAID;
          g20-ministerial-statement-2019 | Tsukuba Ministerial Statement;
          g20-osaka-leaders-declaration-2019 | Osaka Declaration;
          g7-biarritz-digital-strategy-2019 | Biarritz Strategy;
          g7-human-centric-ai-annex-2017 | Torino Declaration Annex 2;
          g7-ict-industry-ministers-declaration-2017 | Torino Declaration;
          g7-innovation-ministers-statement-ai-2018 | Montreal Statement on AI;
          g7-st-ministers-declaration-covid19-2020 | G7 S&T Declaration 2020;
          nato-ai-strategy-2021 | NATO AI Strategy;
          oecd-recommendation-on-ai-2019 | OECD Recommendation on AI;
          ttc-inaugural-joint-statement-2021 | Pittsburgh Statement;
          ttc-statement-on-ai-2021 | TTC Statement on AI;
          us-uk-ai-rd-declaration-2020 | US-UK AI R&D Declaration;
          ai-partnership-for-defense | AI PfD; european-union | EU; g20 | G20; g7 | G7;
          gpai | GPAI; nato | NATO; oecd | OECD; oecd-ai-policy-observatory | OECD.AI;
          summit-for-democracy | S4D; us-eu-ttc | TTC
    """,
    # Kosovo and Namibia have no link to Wikidata, texts and agencies none at all.
    51: """
        = links-to-the-outside: kind things inWikidata inIso3166 withPage
          Agency | 57 | 0 | 0 | 11; Country | 250 | 248 | 250 | 0; Declaration | 251 | 0 | 0 | 79;
          Forum | 160 | 38 | 0 | 37
    """,
    52: """
        = annexes-and-parts: whole part
          g20-digital-ministers-declaration-2020 | g20-examples-national-policies-ai-2020;
          g20-digital-ministers-declaration-trieste-2021 | g20-policy-examples-ai-msmes-2021;
          g20-maceio-ministerial-declaration-2024 | g20-maceio-annex-ai-for-good-2024;
          g20-ministerial-statement-2019 | g20-ai-principles-2019;
          g7-digital-ministers-declaration-2021 | g7-digital-standards-framework-2021;
          g7-digital-ministers-declaration-takasaki-2023 |
            g7-action-plan-interoperability-trustworthy-ai-2023;
          g7-ict-industry-ministers-declaration-2017 | g7-human-centric-ai-annex-2017;
          g7-ict-joint-declaration-2016 | g7-ict-opportunities-for-collaboration-2016;
          g7-labour-ministerial-declaration-2024 | g7-action-plan-ai-world-of-work-2024;
          hiroshima-process-comprehensive-policy-framework-2023 |
            hiroshima-process-code-of-conduct-2023 + hiroshima-process-guiding-principles-2023 +
            hiroshima-process-guiding-principles-all-ai-actors-2023 +
            hiroshima-process-work-plan-2023 + oecd-report-g7-generative-ai-2023;
          nato-ai-strategy-2021 | nato-principles-of-responsible-use-2021;
          oecd-recommendation-on-ai-2019 | oecd-ai-principles;
          pact-for-the-future-2024 | global-digital-compact-2024;
          pax-silica-declaration-2025 | india-us-ai-opportunity-partnership-2026;
          seoul-declaration-2024 | seoul-statement-of-intent-2024;
          ttc-inaugural-joint-statement-2021 | ttc-statement-on-ai-2021
    """,
    # The Osaka Declaration is the one that only the G20 as a whole adopted.
    53: """
        = collective-acts-and-members: collectiveLabel members withOwnAct signed text
          adopted | 20 | 20 | 0 | g20-ai-principles-2019 + g20-ministerial-statement-2019;
          endorsed | 20 | 20 | 0 | g20-ai-principles-2019;
          adopted | 20 | 0 | 0 | g20-osaka-leaders-declaration-2019;
          adopted | 7 | 7 | 0 | g7-biarritz-digital-strategy-2019 + g7-human-centric-ai-annex-2017
            + g7-ict-industry-ministers-declaration-2017 +
            g7-innovation-ministers-statement-ai-2018 + g7-st-ministers-declaration-covid19-2020
    """,
    # The 19 of the page is among them.
    54: """
        = totals-that-disagree: published counted tally
          54 | 51 | africa-declaration-on-ai-2025-signatory-count-2025-04-04 +
            africa-declaration-on-ai-2025-signatory-count-2025-04-08;
          21 | 30 | call-control-frontier-ai-2026-endorser-count-2026-09-21;
          28 | 30 | call-control-frontier-ai-2026-endorser-count-2026-09;
          17 | 16 | cartagena-declaration-2024-endorser-count-2024-08-09-2;
          125 | 121 | ccw-1980-ratification-count-2017-12-31;
          127 | 122 | ccw-1980-ratification-count-2023-09-21;
          17 | 18 | coe-framework-convention-ai-2024-signatory-count-2025-09-02;
          13 | 3 | engaging-with-ai-2024-endorser-count-2024-01-24;
          25 | 28 | eu-declaration-of-cooperation-on-ai-2018-signatory-count-2018-04-10;
          28 | 29 | eu-declaration-of-cooperation-on-ai-2018-signatory-count-2018-06-18 +
            eu-declaration-of-cooperation-on-ai-2018-signatory-count-2018;
          21 | 4 | foc-joint-statement-ai-human-rights-2025-endorser-count-2025-06;
          23 | 18 | guidelines-secure-ai-system-development-2023-endorser-count-2023-11-27-2;
          53 | 65 | paris-statement-inclusive-sustainable-ai-2025-endorser-count-2025-02-11;
          58 | 65 | paris-statement-inclusive-sustainable-ai-2025-endorser-count-2025-02-11-2;
          61 | 65 | paris-statement-inclusive-sustainable-ai-2025-endorser-count-2025-02-11-3;
          64 | 65 | paris-statement-inclusive-sustainable-ai-2025-endorser-count-2025-02-13;
          13 | 11 | pax-silica-declaration-2025-signatory-count-2026-04-20;
          24 | 21 | pax-silica-declaration-2025-signatory-count-2026-06-27;
          31 | 46 | political-declaration-military-ai-2023-endorser-count-2023-11-01;
          46 | 47 | political-declaration-military-ai-2023-endorser-count-2023-11-13;
          51 | 47 | political-declaration-military-ai-2023-endorser-count-2024-01;
          54 | 49 | political-declaration-military-ai-2023-endorser-count-2024-03-20;
          56 | 50 | political-declaration-military-ai-2023-endorser-count-2024-09-10;
          61 | 10 | reaim-blueprint-for-action-2024-endorser-count-2024-09-10;
          57 | 58 | reaim-call-to-action-2023-endorser-count-2023-02-16;
          60 | 58 | reaim-call-to-action-2023-endorser-count-2023-02-16-2;
          35 | 45 | reaim-pathways-to-action-2026-endorser-count-2026-02-05;
          123 | 55 | unga-res-78-265-endorser-count-2024-03-21;
          140 | 20 | unga-res-78-311-endorser-count-2024-07-01;
          165 | 3 | unga-res-79-239-votes-in-favour-2024-11-06 +
            unga-res-79-239-votes-in-favour-2024-11;
          159 | 0 | unga-res-79-239-votes-in-favour-2024-12-24;
          115 | 0 | unga-res-80-ai-nuclear-c3-votes-in-favour-2025-11-06;
          29 | 37 | waico-agreement-2026-signatory-count-2026-07-16;
          32 | 9 | ai-safety-report-panel-member-count-2024-02-01;
          33 | 10 | ai-safety-report-panel-member-count-2025-01-29;
          100 | 7 | coalition-sustainable-ai-member-count-2025-02-11;
          91 | 7 | coalition-sustainable-ai-member-count-2025-02-11-2;
          11 | 2 | coalition-sustainable-ai-member-country-count-2025-02-11;
          9 | 10 | current-ai-founding-member-count-2025-02-11;
          38 | 34 | freedom-online-coalition-member-count-2023-08;
          42 | 41 | freedom-online-coalition-member-count-2024;
          5 | 4 | gpai-working-group-count-2021-11-12 + gpai-working-group-count-2021-12 +
            gpai-working-group-count-2022-01-11;
          19 | 25 | gpai-member-count-2021-12; 7 | 8 | gpai-invited-guest-count-2025-02-09;
          49 | 7 | hiroshima-ai-process-friends-group-founding-member-count-2024-05-02;
          50 | 8 | hiroshima-ai-process-friends-group-member-count-2024-05-07;
          55 | 13 | hiroshima-ai-process-friends-group-member-count-2025-02-28;
          58 | 13 | hiroshima-ai-process-friends-group-member-count-2025-10;
          66 | 15 | hiroshima-ai-process-friends-group-member-count-2026-03-16;
          26 | 1 | hiroshima-ai-process-partners-community-member-count-2025-10;
          38 | 1 | hiroshima-ai-process-partners-community-member-count-2026-03-16;
          47 | 14 | partnership-information-democracy-member-count-2022-09-23;
          52 | 16 | partnership-information-democracy-member-count-2023-11-10;
          51 | 49 | un-founding-member-count-1945-12-31
    """,
    # What the page announces as initiatives; its intentions are positions (see 31 and 58).
    55: """
        = plans-of-the-page: plan announced started ended result
          ai-pfd-responsible-ai-programme | 2020-09-15 | 2020-09-15 | - | -;
          gpai-covid19-focus | 2020-05-28 | 2020-06-15 | - | -;
          us-eu-ai-measurement-evaluation | 2021-09-29 | - | - | ttc-ai-roadmap-2022;
          us-eu-ai-workforce-economic-study | 2021-09-29 | - | 2022-12 |
            us-eu-ai-workforce-study-2022;
          us-eu-pets-cooperation | 2021-09-29 | - | - | -;
          us-interagency-pets-development | 2021-12 | - | - | -;
          us-uk-ai-rd-cooperation | 2020-09-25 | 2020-09-25 | - | -;
          us-uk-pets-prize-challenges | 2021-12-08 | 2022-07-20 | 2023-03 | -
    """,
    # The White House is no body of the graph, so the OSTP stands in none.
    56: """
        = bodies-inside-bodies: within body
          uk-dsit | uk-cdei;
          us-department-of-defense | us-joint-ai-center + ai-partnership-for-defense;
          us-department-of-commerce | us-nist; us-dod-cdao | ai-partnership-for-defense;
          oecd | gpai + gpai-secretariat + gpai-wg-ai-pandemic-response + gpai-wg-data-governance
            + gpai-wg-future-of-work + gpai-wg-innovation-commercialization +
            gpai-wg-responsible-ai + oecd-ai-policy-observatory;
          gpai | gpai-secretariat + gpai-wg-ai-pandemic-response + gpai-wg-data-governance +
            gpai-wg-future-of-work + gpai-wg-innovation-commercialization +
            gpai-wg-responsible-ai;
          ceimia | gpai-wg-ai-pandemic-response + gpai-wg-data-governance +
            gpai-wg-responsible-ai;
          gpai-wg-responsible-ai | gpai-wg-ai-pandemic-response;
          inria | gpai-wg-future-of-work + gpai-wg-innovation-commercialization;
          gpai-paris-centre | gpai-wg-future-of-work + gpai-wg-innovation-commercialization
    """,
    # What has no date of its own: the totals with "now" carry the page's month (see 30), "recent"
    # texts their day.
    57: """
        = undated-records-of-the-page: record
          us-ai-for-development + us-state-ai-diplomacy + usaid-ai-resources +
            oecd-ai-policy-observatory-builds-on-oecd-recommendation-on-ai-2019 +
            oecd-recommendation-on-ai-2019-reflects-priorities-of-national-ai-initiative +
            us-department-of-state-facilitates-engagement-in-g20 +
            us-department-of-state-facilitates-engagement-in-g7 +
            us-department-of-state-facilitates-engagement-in-gpai +
            us-department-of-state-facilitates-engagement-in-oecd +
            us-interagency-pets-development-part-of-us-uk-pets-prize-challenges +
            us-uk-pets-prize-challenges-results-expected-at-summit-for-democracy-2023 +
            usaid-ai-resources-part-of-us-ai-for-development
    """,
    # The graph keeps the stance of a position, not the modality of a sentence: commitments and
    # intentions are told apart, "disputed" is a disagreement (see 49).
    58: """
        = positions-by-section: section stance positions
          AI Partnership for Defense | asserts | 1; AI Partnership for Defense | intends | 3;
          AI Partnership for Defense | supports | 3;
          Bilateral Partnership with the UK | asserts | 4;
          Bilateral Partnership with the UK | intends | 9;
          Bilateral Partnership with the UK | values | 1; G7 and G20 Statements | asserts | 9;
          G7 and G20 Statements | commits-to | 5; G7 and G20 Statements | supports | 8;
          Global Partnership on AI | asserts | 2; Global Partnership on AI | intends | 2;
          Global Partnership on AI | supports | 10; International Cooperation | asserts | 7;
          International Cooperation | commits-to | 7; International Cooperation | supports | 3;
          International Cooperation | values | 10; OECD Recommendation on AI | asserts | 5;
          OECD Recommendation on AI | supports | 13;
          U.S.-EU Trade and Technology Council | commits-to | 8;
          U.S.-EU Trade and Technology Council | intends | 14;
          U.S.-EU Trade and Technology Council | opposes | 4;
          U.S.-EU Trade and Technology Council | supports | 4
    """,
    # State has chaired meetings on the Political Declaration since; the National AI Initiative is
    # an initiative, and its office is known from other sources.
    59: """
        = bodies-without-membership-act-or-meeting: body
          uk-cdei + us-department-of-defense + us-nist + us-nsf + us-ostp + usaid +
            gpai-secretariat + gpai-wg-ai-pandemic-response + gpai-wg-data-governance +
            gpai-wg-future-of-work + gpai-wg-innovation-commercialization + gpai-wg-responsible-ai
    """,
}

UNANSWERABLE = {
    60: "which passages of the page repeat older pages, and in which words: the graph holds places "
    "in sources and facts in words of its own, never the wording of a source",
}


@dataclass(frozen=True)
class Answer:
    """Hold what one query is to answer to one question."""

    question: int
    query: str
    columns: tuple[str, ...]
    rows: Counter[tuple[str, ...]]


def answers() -> Iterator[Answer]:
    for question, blocks in ANSWERS.items():
        for query, columns, text in re.findall(r"= (\S+): (.+)\n([^=]+)", blocks):
            names = tuple(columns.split())
            yield Answer(question, query, names, Counter(rows(text, len(names))))


def rows(text: str, width: int) -> Iterator[tuple[str, ...]]:
    for row in " ".join(text.split()).split(";"):
        *fixed, last = (cell.strip() for cell in row.split("|"))
        assert len(fixed) == width - 1, f"{width} cells expected: {row}"
        yield from ((*fixed, value) for value in last.split(" + "))


def short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if isinstance(term, ox.NamedNode):
        return re.split(r"[/#]", term.value)[-1]
    return term.value if isinstance(term, ox.Literal) else "-"


@pytest.mark.parametrize(
    "answer", list(answers()), ids=lambda answer: f"{answer.question}-{answer.query}"
)
def test_a_question_has_the_answer_that_was_checked(answer: Answer, engine: Engine) -> None:
    found = select(engine, QUERIES[answer.query].read_text(encoding="utf-8"))

    assert (
        Counter(tuple(short(row.get(name)) for name in answer.columns) for row in found)
        == answer.rows
    )


def test_every_question_is_answered_or_the_reason_is_given() -> None:
    assert sorted([*ANSWERS, *UNANSWERABLE]) == list(range(1, 61))
    assert {answer.question for answer in answers()} == set(ANSWERS)

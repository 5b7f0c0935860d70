"""The closed word lists as GraphQL enums, every value with its words.

The members are those of `graph.vocabulary`: importing this module gives them their GraphQL names and words, so that
types are annotated with the members themselves. Words that do not cover exactly the members are refused at import.
"""

from enum import Enum
from typing import cast

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from graph import differences, vocabulary, work
from graph.money import AmountUnit as MoneyUnit
from graph.rollup import aggregate, request
from graph.scoring import rubric
from resolvers import releases


def _enum(members: type[Enum], name: str, description: str, words: dict[str, str]) -> None:
    if set(words) != set(members.__members__):
        raise TypeError(f"{name}: words for {sorted(set(words) ^ set(members.__members__))} are missing or too many")
    shown = strawberry.enum(members, name=name, description=description)
    definition = cast("StrawberryEnumDefinition", shown.__strawberry_definition__)  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = words[value.name]


_enum(
    vocabulary.EntityKind,
    "EntityKind",
    "What an entity of the graph is.",
    {
        "JURISDICTION": "A territory with its own budget, for example 青岛市.",
        "DEPARTMENT": "A body that money is voted to, for example 青岛市人民政府办公厅.",
        "BUDGET_UNIT": "A unit of a department with a budget of its own, for example 103001.",
        "OFFICE": "An internal office (内设机构), for example 督查一室.",
        "RECIPIENT": "A body outside the department that a project pays, for example 青岛海关.",
        "CLASSIFICATION": "A code of a classification scheme, for example 2010301 行政运行.",
        "PROJECT": "A project, for example 专项业务费.",
        "INDICATOR": "A performance target of one year, for example 人工接通率 ≥95%.",
        "EVALUATION": "A scored evaluation of one year.",
        "SCORE_ITEM": "A scored row of an evaluation.",
        "CRITERION": "A scoring criterion that evaluations share, for example 决策 > 项目立项.",
        "DOCUMENT": "A published document.",
        "STATEMENT": "A numbered table of a document, for example 公开01表.",
        "BUDGET_LINE": "A published cell of a statement.",
        "OBSERVATION": "A figure stated in prose or outside the statements.",
        "GLOSSARY_TERM": "A term that documents explain, for example 机关运行经费.",
        "CITED_RULE": "A law, notice or plan that documents cite.",
        "FINDING": "A contradiction found in what is published.",
    },
)

_enum(
    vocabulary.RelationType,
    "RelationType",
    "The types of relation. One registry defines them for the graph, the resolvers and the documentation.",
    {
        "PART_OF": "Office to unit and department, unit to department, department to jurisdiction, code to the code "
        "above it, project to the fund it belongs to, criterion to the criterion above it.",
        "MANAGED_BY": "Project to the department or unit that manages it.",
        "FUNDED_BY": "Project to the functional code that pays for it.",
        "CLASSIFIED_AS": "Budget line or observation to a code.",
        "HAS_INDICATOR": "Project or department to an indicator.",
        "EVALUATES": "Evaluation to the project or department that it judges.",
        "HAS_SCORE": "Evaluation to a scored row.",
        "SCORED_ON": "Scored row to its criterion.",
        "ALLOCATED_TO": "Project to a recipient of its money.",
        "REPORTED_IN": "Anything to the document or statement that prints it.",
        "SUCCEEDS": "Project to the project that it continues under another name or code.",
        "MAPS_TO": "Code to a code of another scheme or edition.",
        "OBSERVED_OF": "Observation to what it describes.",
        "CONCERNS": "Finding to what it is about.",
        "CITES": "Indicator to the rule that its target rests on.",
    },
)

_enum(
    vocabulary.Direction,
    "RelationDirection",
    "Which way a relation is followed, seen from the entity that is asked.",
    {
        "OUT": "The entity is the relation's source.",
        "IN": "The entity is the relation's target.",
        "BOTH": "Either.",
    },
)

_enum(
    vocabulary.Basis,
    "RelationBasis",
    "How a relation is known.",
    {
        "PUBLISHED": "Printed in a document or an official list.",
        "DERIVED": "Follows by rule from what is printed, for example a code's prefix.",
        "INFERRED": "Concluded by us; the reason stands in the note.",
    },
)

_enum(
    vocabulary.Confidence,
    "Confidence",
    "How sure an inferred mapping is.",
    {
        "HIGH": "The names and the scope of both codes agree.",
        "MEDIUM": "The scope agrees for most of the money.",
        "LOW": "A likely reading without evidence in the documents.",
    },
)

_enum(
    vocabulary.MappingKind,
    "MappingKind",
    "What a mapping between two codes says.",
    {
        "SAME": "The same meaning under the same name in another edition.",
        "RENAMED": "The same meaning under another name or code.",
        "SPLIT": "The meaning was divided among several codes.",
        "MERGED": "Several meanings were joined in one code.",
        "CROSSWALK": "A link between the two economic classifications.",
        "CORRESPONDS": "A link to an international classification.",
    },
)

_enum(
    vocabulary.Scheme,
    "ClassificationScheme",
    "A scheme of codes.",
    {
        "FUNCTIONAL": "Expenditure by function: class (201), section (20103), item (2010301).",
        "DEPARTMENT_ECONOMIC": "Expenditure by economic nature in departmental budgets: 301, 30101.",
        "GOVERNMENT_ECONOMIC": "Expenditure by economic nature in government budgets: 501, 50101, local 5020701.",
        "PROCUREMENT": "The government procurement catalogue of 2022: A goods, B works, C services.",
        "REVENUE_SOURCE": "Where revenue comes from, by our own short codes.",
        "FUND_SOURCE": "Which fund pays, by our own short codes, for example GENERAL_PUBLIC_BUDGET.",
        "COFOG": "The UN Classification of the Functions of Government: 01, 01.1, 01.1.1.",
        "GFS_EXPENSE": "The expense classification of the IMF's GFSM 2014: 2, 21, 211.",
    },
)

_enum(
    vocabulary.Phase,
    "BudgetPhase",
    "The stage of the budget cycle that a figure belongs to.",
    {
        "APPROVED": "As voted at the beginning of the year (年初预算).",
        "ADJUSTED": "After adjustments during the year (调整预算).",
        "EXECUTED": "As spent or received (决算).",
    },
)

_enum(
    vocabulary.BudgetDirection,
    "BudgetDirection",
    "The side of the budget that a figure stands on.",
    {
        "REVENUE": "Money received.",
        "EXPENDITURE": "Money spent.",
        "BALANCE": "Money carried over, opening or closing (结转, 结余).",
    },
)

_enum(
    vocabulary.ExpenditureType,
    "ExpenditureType",
    "The kind of expenditure that a column holds.",
    {
        "BASIC": "Basic expenditure (基本支出).",
        "PERSONNEL": "Basic expenditure on staff (人员经费).",
        "OPERATING": "Basic expenditure on operations (公用经费).",
        "PROJECT": "Project expenditure (项目支出).",
        "BUSINESS": "Expenditure of business operations (经营支出).",
        "REMITTED_UP": "Money handed to a higher level (上缴上级支出).",
        "AFFILIATE_SUBSIDY": "Subsidies to affiliated units (对附属单位补助支出).",
    },
)

_enum(
    vocabulary.DocumentKind,
    "DocumentKind",
    "What a published document is.",
    {
        "DEPARTMENT_BUDGET": "The budget of a department with all its units (部门预算).",
        "UNIT_BUDGET": "The budget of one unit (单位预算).",
        "FINAL_ACCOUNTS": "What was received and spent in a year (决算).",
        "PROJECT_EVALUATION": "An evaluation report of a project or a fund.",
        "OVERALL_EVALUATION": "An evaluation report of a department as a whole.",
    },
)

_enum(
    vocabulary.StatementKind,
    "StatementKind",
    "What a statement shows, whatever its number in the document.",
    {
        "REVENUE_AND_EXPENDITURE": "Revenue and expenditure in total (收支总表).",
        "REVENUE": "Revenue by function and source (收入表).",
        "EXPENDITURE": "Expenditure by function and type (支出表).",
        "APPROPRIATIONS": "Fiscal appropriations, both sides (财政拨款收支总表).",
        "GENERAL_BUDGET_EXPENDITURE": "Expenditure from the general public budget by function.",
        "BASIC_BY_DEPARTMENT_ECONOMIC": "Basic expenditure by department economic code.",
        "BASIC_BY_GOVERNMENT_ECONOMIC": "Basic expenditure by government economic code.",
        "THREE_PUBLIC": "Travel abroad, official vehicles and receptions (三公经费).",
        "GOVERNMENT_FUND": "Expenditure from government funds (政府性基金).",
        "STATE_CAPITAL": "Expenditure from the state capital budget (国有资本经营预算).",
        "PROCUREMENT": "Planned government procurement by catalogue item (政府采购).",
        "OTHER": "Any other statement.",
    },
)

_enum(
    vocabulary.EvaluationKind,
    "EvaluationKind",
    "Who evaluated what.",
    {
        "SELF": "A project, by the unit that carried it out (自评).",
        "DEPARTMENT": "A project or fund, by the department (部门评价).",
        "OVERALL": "A department as a whole (整体支出绩效).",
        "FISCAL": "A project or department, by the finance authority (财政评价).",
    },
)

_enum(
    vocabulary.Grade,
    "Grade",
    "The grade that an evaluation ends in; each document defines its own bands.",
    {"EXCELLENT": "优.", "GOOD": "良.", "FAIR": "中.", "POOR": "差."},
)

_enum(
    vocabulary.Comparison,
    "Comparison",
    "How an outcome is compared with a target.",
    {
        "GE": "At least (≥).",
        "LE": "At most (≤).",
        "EQ": "Exactly (=), also where no sign is printed.",
        "GT": "More than (>).",
        "LT": "Less than (<).",
        "QUALITATIVE": "In words, without a number.",
    },
)

_enum(
    vocabulary.Approximation,
    "Approximation",
    "How a printed figure is softened by the words around it.",
    {
        "OVER": "Somewhat more (逾, 余, 多, 超过).",
        "NEARLY": "Somewhat less (近).",
        "ABOUT": "More or less (约).",
        "AT_LEAST": "Not less (不低于, 以上).",
        "AT_MOST": "Not more (不超过, 以下).",
    },
)

_enum(
    vocabulary.ScoringRule,
    "ScoringRule",
    "The published formula by which a row is scored.",
    {
        "CONDITIONS": "Conditions, each worth a share of the weight.",
        "PER_PERCENT": "Every per cent off the target costs a share of the weight.",
        "PROPORTIONAL": "Weight times outcome over target, or target over outcome.",
        "QUALITATIVE_BANDS": "A band of the weight for each degree of success.",
        "RATIO_BANDS": "A share of the weight for each band of a ratio.",
        "QUARTERLY": "Execution measured at the end of each quarter.",
        "FULL_WHEN_MET": "The whole weight when the target is met.",
        "JUDGEMENT": "Left to the judges.",
        "OTHER": "Any other formula.",
    },
)

_enum(
    vocabulary.Severity,
    "Severity",
    "How far a published figure is from what it should have been.",
    {
        "ROUNDING": "At most the rounding step times the number of terms.",
        "MINOR": "More than rounding explains, without consequence for a total or a score.",
        "MAJOR": "A total, a score or a comparison is wrong by it.",
    },
)

_enum(
    MoneyUnit,
    "AmountUnit",
    "A unit of money.",
    {
        "YUAN": "元.",
        "WAN_YUAN": "万元: 10,000 yuan, the unit of most statements.",
        "YI_YUAN": "亿元: 100,000,000 yuan.",
    },
)

_enum(
    request.Dimension,
    "AggregateDimension",
    "What budget lines can be grouped by.",
    {
        "JURISDICTION": "The territory, for example 370200 青岛市.",
        "DEPARTMENT": "The department, for example 103.",
        "BUDGET_UNIT": "The unit of the department; none for documents of the whole department.",
        "FISCAL_YEAR": "The fiscal year.",
        "PHASE": "The stage of the budget cycle.",
        "SIDE": "Where money comes from or where it goes, balances included.",
        "DIRECTION": "Revenue, expenditure or balance.",
        "FUNCTIONAL": "The functional code, cut at `functionalLevel`.",
        "DEPARTMENT_ECONOMIC": "The department economic code, cut at `economicLevel`.",
        "GOVERNMENT_ECONOMIC": "The government economic code, cut at `economicLevel`.",
        "PROCUREMENT": "The procurement catalogue code, cut at `procurementLevel`.",
        "FUND_SOURCE": "The fund that pays.",
        "REVENUE_SOURCE": "The source of the revenue.",
        "EXPENDITURE_TYPE": "The type of expenditure: basic, project and so on.",
        "COFOG": "The COFOG code that the functional code corresponds to, cut at `cofogLevel`.",
        "GFS_EXPENSE": "The GFS code that the economic code corresponds to, cut at `gfsLevel`.",
        "DOCUMENT": "The document; each is then counted on its own.",
        "STATEMENT_KIND": "What the statement shows; each statement is then counted on its own.",
    },
)

_enum(
    request.Side,
    "BudgetSide",
    "The two sides of a budget, each with its balances.",
    {
        "SOURCES": "Revenue and opening balances.",
        "USES": "Expenditure and closing balances.",
    },
)

_enum(
    aggregate.Reason,
    "LeftOutReason",
    "Why a line that was asked for is not counted.",
    {
        "REPEATS_COUNTED": "It repeats the sum of lines that are counted: a parent code, a total row or column.",
        "ASIDE": "Its column repeats a part of the others, for example 中小微企业预留份额.",
        "OTHER_STATEMENT": "Another statement shows the same money and is counted.",
        "PART_OF_OTHERS": "Its statement shows a part of the money of the others in a way of its own.",
        "NOT_CLASSIFIED": "Its statement does not carry what was asked for, and no other is counted in its place.",
    },
)

_enum(
    rubric.RecomputationBasis,
    "RecomputationBasis",
    "What a recomputed score follows from.",
    {
        "RULE": "The row's published formula and the published quantity that it is applied to.",
        "RATE": "The row's weight times its printed rate.",
        "PARTS": "The sum of the rows below.",
    },
)

_enum(
    differences.ChangeKind,
    "ChangeKind",
    "What happened to an entity from one release to another.",
    {
        "ADDED": "Only the later release has it.",
        "REMOVED": "Only the earlier release has it.",
        "CHANGED": "Both have it, with other values.",
    },
)

_enum(
    releases.OriginKind,
    "OriginKind",
    "What an entry of a release's origin tells.",
    {
        "MERGE": "Two names were found, or decided, to be one thing.",
        "CANDIDATE": "Two names may be one thing; people decide.",
        "CONFLICT": "Documents print different figures for one thing; one stands, the other is noted.",
        "OBSERVED_CODE": "A code, or a meaning of one, that no code list has and a document prints.",
        "CORRECTION": "A human decision that changed something.",
        "IDLE_CORRECTION": "A human decision that had no effect.",
    },
)

_enum(
    work.JobState,
    "JobState",
    "How far a job has come.",
    {
        "QUEUED": "It waits for others to be done.",
        "RUNNING": "It is being done.",
        "DONE": "It is done; its files tell what became of each.",
        "FAILED": "It failed as a whole; its error says why.",
        "LOST": "The process that had it is gone; nothing is half stored. A running service takes it up again.",
    },
)

_enum(
    work.FileStatus,
    "FileStatus",
    "What became of a file.",
    {
        "ADDED": "It is a new document.",
        "REPLACED": "It replaces an earlier edition of its document.",
        "UNCHANGED": "Its bytes are known; nothing changes.",
        "FAILED": "Nothing of it is stored.",
    },
)

"""The closed word lists of the domain: kinds of entity, relation types, phases, schemes, grades, severities.

Values are the words that clients see; members carry no behaviour, so that a word can be stored, compared and
printed anywhere without importing anything else.
"""

from enum import StrEnum


class EntityKind(StrEnum):
    """What an entity is."""

    JURISDICTION = "JURISDICTION"
    DEPARTMENT = "DEPARTMENT"
    BUDGET_UNIT = "BUDGET_UNIT"
    OFFICE = "OFFICE"
    RECIPIENT = "RECIPIENT"
    CLASSIFICATION = "CLASSIFICATION"
    PROJECT = "PROJECT"
    INDICATOR = "INDICATOR"
    EVALUATION = "EVALUATION"
    SCORE_ITEM = "SCORE_ITEM"
    CRITERION = "CRITERION"
    DOCUMENT = "DOCUMENT"
    STATEMENT = "STATEMENT"
    BUDGET_LINE = "BUDGET_LINE"
    OBSERVATION = "OBSERVATION"
    GLOSSARY_TERM = "GLOSSARY_TERM"
    CITED_RULE = "CITED_RULE"
    FINDING = "FINDING"


class RelationType(StrEnum):
    """How two entities are related; always read from source to target."""

    PART_OF = "PART_OF"
    MANAGED_BY = "MANAGED_BY"
    FUNDED_BY = "FUNDED_BY"
    CLASSIFIED_AS = "CLASSIFIED_AS"
    HAS_INDICATOR = "HAS_INDICATOR"
    EVALUATES = "EVALUATES"
    HAS_SCORE = "HAS_SCORE"
    SCORED_ON = "SCORED_ON"
    ALLOCATED_TO = "ALLOCATED_TO"
    REPORTED_IN = "REPORTED_IN"
    SUCCEEDS = "SUCCEEDS"
    MAPS_TO = "MAPS_TO"
    OBSERVED_OF = "OBSERVED_OF"
    CONCERNS = "CONCERNS"
    CITES = "CITES"


class Direction(StrEnum):
    """Which way a relation is followed."""

    OUT = "OUT"
    IN = "IN"
    BOTH = "BOTH"


class Basis(StrEnum):
    """How a fact that links two things is known."""

    PUBLISHED = "PUBLISHED"
    DERIVED = "DERIVED"
    INFERRED = "INFERRED"


class Confidence(StrEnum):
    """How sure an inferred mapping is."""

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class MappingKind(StrEnum):
    """What a mapping between two codes says."""

    SAME = "SAME"
    RENAMED = "RENAMED"
    SPLIT = "SPLIT"
    MERGED = "MERGED"
    CROSSWALK = "CROSSWALK"
    CORRESPONDS = "CORRESPONDS"


class Scheme(StrEnum):
    """A classification scheme."""

    FUNCTIONAL = "FUNCTIONAL"
    DEPARTMENT_ECONOMIC = "DEPARTMENT_ECONOMIC"
    GOVERNMENT_ECONOMIC = "GOVERNMENT_ECONOMIC"
    PROCUREMENT = "PROCUREMENT"
    REVENUE_SOURCE = "REVENUE_SOURCE"
    FUND_SOURCE = "FUND_SOURCE"
    COFOG = "COFOG"
    GFS_EXPENSE = "GFS_EXPENSE"


class Phase(StrEnum):
    """The stage of the budget cycle that a figure belongs to."""

    APPROVED = "APPROVED"
    ADJUSTED = "ADJUSTED"
    EXECUTED = "EXECUTED"


class BudgetDirection(StrEnum):
    """The side of the budget that a figure stands on."""

    REVENUE = "REVENUE"
    EXPENDITURE = "EXPENDITURE"
    BALANCE = "BALANCE"


class ExpenditureType(StrEnum):
    """The kind of expenditure a column of a statement holds."""

    BASIC = "BASIC"
    PERSONNEL = "PERSONNEL"
    OPERATING = "OPERATING"
    PROJECT = "PROJECT"
    BUSINESS = "BUSINESS"
    REMITTED_UP = "REMITTED_UP"
    AFFILIATE_SUBSIDY = "AFFILIATE_SUBSIDY"


class DocumentKind(StrEnum):
    """What a published document is."""

    DEPARTMENT_BUDGET = "DEPARTMENT_BUDGET"
    UNIT_BUDGET = "UNIT_BUDGET"
    FINAL_ACCOUNTS = "FINAL_ACCOUNTS"
    PROJECT_EVALUATION = "PROJECT_EVALUATION"
    OVERALL_EVALUATION = "OVERALL_EVALUATION"


class StatementKind(StrEnum):
    """What a published statement shows, whatever its number in the document."""

    REVENUE_AND_EXPENDITURE = "REVENUE_AND_EXPENDITURE"
    REVENUE = "REVENUE"
    EXPENDITURE = "EXPENDITURE"
    APPROPRIATIONS = "APPROPRIATIONS"
    GENERAL_BUDGET_EXPENDITURE = "GENERAL_BUDGET_EXPENDITURE"
    BASIC_BY_DEPARTMENT_ECONOMIC = "BASIC_BY_DEPARTMENT_ECONOMIC"
    BASIC_BY_GOVERNMENT_ECONOMIC = "BASIC_BY_GOVERNMENT_ECONOMIC"
    THREE_PUBLIC = "THREE_PUBLIC"
    GOVERNMENT_FUND = "GOVERNMENT_FUND"
    STATE_CAPITAL = "STATE_CAPITAL"
    PROCUREMENT = "PROCUREMENT"
    OTHER = "OTHER"


class EvaluationKind(StrEnum):
    """Who evaluated what."""

    SELF = "SELF"
    DEPARTMENT = "DEPARTMENT"
    OVERALL = "OVERALL"
    FISCAL = "FISCAL"


class Grade(StrEnum):
    """The grade an evaluation ends in."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD"
    FAIR = "FAIR"
    POOR = "POOR"


class Comparison(StrEnum):
    """How an indicator's value is compared with its target."""

    GE = "GE"
    LE = "LE"
    EQ = "EQ"
    GT = "GT"
    LT = "LT"
    QUALITATIVE = "QUALITATIVE"


class Approximation(StrEnum):
    """How a printed figure is softened by the words around it."""

    OVER = "OVER"
    NEARLY = "NEARLY"
    ABOUT = "ABOUT"
    AT_LEAST = "AT_LEAST"
    AT_MOST = "AT_MOST"


class ScoringRule(StrEnum):
    """The published formula by which a row of a rubric is scored."""

    CONDITIONS = "CONDITIONS"
    PER_PERCENT = "PER_PERCENT"
    PROPORTIONAL = "PROPORTIONAL"
    QUALITATIVE_BANDS = "QUALITATIVE_BANDS"
    RATIO_BANDS = "RATIO_BANDS"
    QUARTERLY = "QUARTERLY"
    FULL_WHEN_MET = "FULL_WHEN_MET"
    JUDGEMENT = "JUDGEMENT"
    OTHER = "OTHER"


class Severity(StrEnum):
    """How far a published figure is from what it should have been."""

    ROUNDING = "ROUNDING"
    MINOR = "MINOR"
    MAJOR = "MAJOR"

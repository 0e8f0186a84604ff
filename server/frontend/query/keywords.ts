// The words of SPARQL 1.1 Query (section 19.8) and, of each function, what it takes (section 17.4).

export const CLAUSES = [
  "SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "DISTINCT", "WHERE", "FROM", "FROM NAMED",
  "GROUP BY", "HAVING", "ORDER BY", "ASC", "DESC", "LIMIT", "OFFSET", "PREFIX", "BASE",
];

export const PATTERNS = [
  "OPTIONAL", "UNION", "MINUS", "FILTER", "FILTER NOT EXISTS", "FILTER EXISTS", "BIND", "VALUES", "GRAPH", "SELECT",
];

export const OPERATORS = [
  "AS", "IN", "NOT IN", "EXISTS", "NOT EXISTS", "DISTINCT", "true", "false",
  "ASC", "DESC", "HAVING", "ORDER BY", "LIMIT", "OFFSET",
];

/** What a function takes, and what it gives. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  COUNT: "(value) how many", SUM: "(number) total", MIN: "(value) least", MAX: "(value) greatest",
  AVG: "(number) mean", SAMPLE: "(value) any one", GROUP_CONCAT: '(text; SEPARATOR=", ") joined',
  BOUND: "(?variable) has it a value?", IF: "(condition, then, else)", COALESCE: "(value, …) first that is no error",
  STR: "(term) text", LANG: "(literal) language", LANGMATCHES: "(language, range) truth", DATATYPE: "(literal) type",
  IRI: "(text) IRI", BNODE: "() new node", STRDT: "(text, type) literal", STRLANG: "(text, language) literal",
  isIRI: "(term) truth", isBlank: "(term) truth", isLiteral: "(term) truth", isNumeric: "(term) truth",
  sameTerm: "(term, term) truth", STRLEN: "(text) number", SUBSTR: "(text, start, length?) text",
  UCASE: "(text) text", LCASE: "(text) text", STRSTARTS: "(text, start) truth", STRENDS: "(text, end) truth",
  CONTAINS: "(text, part) truth", STRBEFORE: "(text, part) text", STRAFTER: "(text, part) text",
  ENCODE_FOR_URI: "(text) text", CONCAT: "(text, …) text", REGEX: "(text, pattern, flags?) truth",
  REPLACE: "(text, pattern, by, flags?) text", ABS: "(number) number", ROUND: "(number) number",
  CEIL: "(number) number", FLOOR: "(number) number", RAND: "() number from 0 to 1", NOW: "() date and time",
  YEAR: "(date) number", MONTH: "(date) number", DAY: "(date) number", HOURS: "(time) number",
  MINUTES: "(time) number", SECONDS: "(time) number", TIMEZONE: "(time) duration", TZ: "(time) text",
  UUID: "() new IRI", STRUUID: "() new text", MD5: "(text) digest", SHA1: "(text) digest",
  SHA256: "(text) digest", SHA384: "(text) digest", SHA512: "(text) digest",
};

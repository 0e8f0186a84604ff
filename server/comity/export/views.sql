-- What is asked most of the tables, and a full text index over the names of things.

CREATE VIEW parties AS
  SELECT id, 'country' AS kind, name, iso3, iri FROM countries
  UNION ALL SELECT id, 'forum', name, NULL, iri FROM forums
  UNION ALL SELECT id, 'agency', name, NULL, iri FROM agencies;

CREATE VIEW current_members AS
  SELECT forum, forum_name, party, party_name, iso3, role, start, today AS holds, source_urls, iri
  FROM members
  WHERE today <> 'no' AND role IN ('member', 'founding member');

CREATE VIEW members_with_sources AS
  SELECT members.id, forum_name, party_name, iso3, role, start, "end", confidence,
    citations.backs, citations.source_title, citations.source_url, citations.locator
  FROM members JOIN citations ON citations.record = members.id;

CREATE VIEW actions_with_sources AS
  SELECT actions.id, declaration_title, party_name, iso3, act, date, confidence,
    citations.backs, citations.source_title, citations.source_url, citations.locator
  FROM actions JOIN citations ON citations.record = actions.id;

CREATE VIEW endorsements_by_declaration AS
  SELECT declarations.id, declarations.title, declarations.adopted_on,
    COUNT(DISTINCT actions.party) AS parties, COUNT(DISTINCT actions.iso3) AS countries
  FROM declarations LEFT JOIN actions ON actions.declaration = declarations.id AND actions.supportive
  GROUP BY declarations.id;

CREATE VIEW totals_that_differ AS
  SELECT id, about, about_name, measure, as_of, published, counted, missing, reason, note, source_urls
  FROM tallies WHERE counted <> published;

CREATE VIRTUAL TABLE search USING fts5(
  name, other_names, id UNINDEXED, kind UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (name, other_names, id, kind)
  SELECT name, concat_names, id, kind FROM (
    SELECT name, coalesce(official_name, '') || ' ' || coalesce(name_fr, '') || ' ' || coalesce(name_es, '')
      || ' ' || coalesce(name_ar, '') || ' ' || coalesce(name_zh, '') || ' ' || coalesce(name_ru, '')
      || ' ' || iso3 || ' ' || coalesce(iso2, '') AS concat_names, id, 'country' AS kind FROM countries
    UNION ALL SELECT name, other_names, id, 'forum' FROM forums
    UNION ALL SELECT title, other_names, id, 'declaration' FROM declarations
    UNION ALL SELECT name, other_names, id, 'agency' FROM agencies
    UNION ALL SELECT name, '', id, 'meeting' FROM meetings
    UNION ALL SELECT name, '', id, 'initiative' FROM initiatives
    UNION ALL SELECT title, publisher, id, 'source' FROM sources
  ) ORDER BY id;
INSERT INTO search (search) VALUES ('optimize');

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

/** What the catalogue is asked: the same questions on every backend. */
final class Queries {

  private static final String OF_CLASS =
      " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE "
          + Names.OWN_SCHEMA
          + " AND "
          + Names.notOfExtension("pg_class", "c.oid");

  private static final String NAME = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)";

  static final String EXTENSIONS =
      "SELECT extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY oid";

  static final String SCHEMAS =
      "SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname <> 'public' AND "
          + Names.OWN_SCHEMA
          + " AND "
          + Names.notOfExtension("pg_namespace", "n.oid")
          + " ORDER BY n.oid";

  static final String ENUMS =
      "SELECT quote_ident(n.nspname) || '.' || quote_ident(t.typname), e.enumlabel"
          + " FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE "
          + Names.notOfExtension("pg_type", "t.oid")
          + " ORDER BY t.oid, e.enumsortorder";

  static final String DOMAINS =
      "SELECT quote_ident(n.nspname) || '.' || quote_ident(t.typname),"
          + " format_type(t.typbasetype, t.typtypmod)"
          + " || coalesce(' DEFAULT ' || t.typdefault, '')"
          + " || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END"
          + " || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(o.conname) || ' ' ||"
          + " pg_get_constraintdef(o.oid), '') FROM pg_catalog.pg_constraint o"
          + " WHERE o.contypid = t.oid AND o.contype = 'c'), '')"
          + " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
          + " WHERE t.typtype = 'd' AND "
          + Names.OWN_SCHEMA
          + " AND "
          + Names.notOfExtension("pg_type", "t.oid")
          + " ORDER BY t.oid";

  static final String FUNCTIONS =
      "SELECT pg_get_functiondef(p.oid) FROM pg_catalog.pg_proc p"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
          + " WHERE p.prokind IN ('f', 'p', 'w') AND "
          + Names.OWN_SCHEMA
          + " AND "
          + Names.notOfExtension("pg_proc", "p.oid")
          + " ORDER BY p.oid";

  static final String SOME_FUNCTION = "SELECT 1 FROM information_schema.routines LIMIT 1";

  /** All but those of identity columns, which come with their column. */
  static final String SEQUENCES =
      "SELECT "
          + NAME
          + ", format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart,"
          + " s.seqcycle, c.oid FROM pg_catalog.pg_sequence s"
          + " JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE "
          + Names.OWN_SCHEMA
          + " AND "
          + Names.notOfExtension("pg_class", "c.oid")
          + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend i WHERE i.objid = c.oid"
          + " AND i.deptype = 'i' AND i.classid = 'pg_catalog.pg_class'::regclass)"
          + " ORDER BY c.oid";

  /** Identity columns whose sequence is not the usual one. */
  static final String UNUSUAL_IDENTITIES =
      "SELECT "
          + NAME
          + " FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE (s.seqstart <> 1 OR s.seqincrement <> 1 OR s.seqmin <> 1 OR s.seqcycle)"
          + " AND EXISTS (SELECT 1 FROM pg_catalog.pg_depend i WHERE i.objid = c.oid"
          + " AND i.deptype = 'i' AND i.classid = 'pg_catalog.pg_class'::regclass)";

  static final String EVERY_SEQUENCE = "SELECT c.oid, " + NAME + OF_CLASS + " AND c.relkind = 'S'";

  /** What an own column type says as well, which every backend knows. */
  private static final String IS_SERIAL =
      "(p.seqstart = 1 AND p.seqincrement = 1 AND p.seqmin = 1 AND NOT p.seqcycle"
          + " AND q.nspname = n.nspname"
          + " AND s.relname = c.relname || '_' || a.attname || '_seq')";

  /** Sequences that are dropped with a column. */
  static final String OWNED =
      "SELECT q.nspname, s.relname, n.nspname, c.relname, a.attname, s.oid, c.oid, "
          + IS_SERIAL
          + " FROM pg_catalog.pg_depend d"
          + " JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'"
          + " JOIN pg_catalog.pg_sequence p ON p.seqrelid = s.oid"
          + " JOIN pg_catalog.pg_namespace q ON q.oid = s.relnamespace"
          + " JOIN pg_catalog.pg_class c ON c.oid = d.refobjid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid"
          + " WHERE d.deptype = 'a' AND d.classid = 'pg_catalog.pg_class'::regclass AND "
          + Names.OWN_SCHEMA
          + " ORDER BY s.oid";

  static final String INDEXES = index("'r', 'p'");

  static final String VIEW_INDEXES = index("'m'");

  static final String FOREIGN_KEYS =
      "SELECT o.oid, 'ALTER TABLE ' || "
          + NAME
          + " || ' ADD CONSTRAINT ' || quote_ident(o.conname) || ' ', o.conname"
          + " FROM pg_catalog.pg_constraint o JOIN pg_catalog.pg_class c ON c.oid = o.conrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE o.contype = 'f' AND o.conparentid = 0 ORDER BY o.oid";

  static final String VIEWS =
      "SELECT c.oid, CASE c.relkind WHEN 'm' THEN 'CREATE MATERIALIZED VIEW ' ELSE 'CREATE VIEW '"
          + " END || "
          + NAME
          + " || ' AS ', "
          + NAME
          + OF_CLASS
          + " AND c.relkind IN ('v', 'm') ORDER BY c.oid";

  static final String TRIGGERS =
      "SELECT pg_get_triggerdef(t.oid) FROM pg_catalog.pg_trigger t"
          + " JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND "
          + Names.OWN_SCHEMA
          + " ORDER BY t.oid";

  static final String SOME_TRIGGER = "SELECT 1 FROM information_schema.triggers LIMIT 1";

  static final String COMMENTS =
      "SELECT CASE WHEN d.objsubid > 0 THEN 'COLUMN ' WHEN c.relkind = 'v' THEN 'VIEW '"
          + " WHEN c.relkind = 'm' THEN 'MATERIALIZED VIEW ' WHEN c.relkind = 'S' THEN 'SEQUENCE '"
          + " WHEN c.relkind IN ('i', 'I') THEN 'INDEX ' ELSE 'TABLE ' END || "
          + NAME
          + " || coalesce('.' || quote_ident(a.attname), ''), d.description"
          + " FROM pg_catalog.pg_description d JOIN pg_catalog.pg_class c ON c.oid = d.objoid"
          + " AND d.classoid = 'pg_catalog.pg_class'::regclass"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid"
          + " AND d.objsubid > 0 WHERE "
          + Names.OWN_SCHEMA
          + " ORDER BY c.oid, d.objsubid";

  private Queries() {}

  /** Those that no constraint brings along, nor a partitioned table. */
  private static String index(String kinds) {
    return "SELECT i.indexrelid, '', x.relname FROM pg_catalog.pg_index i"
        + " JOIN pg_catalog.pg_class c ON c.oid = i.indrelid"
        + " JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid"
        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ("
        + kinds
        + ") AND NOT x.relispartition AND "
        + Names.OWN_SCHEMA
        + " AND "
        + Names.notOfExtension("pg_class", "c.oid")
        + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint o"
        + " WHERE o.conname = x.relname AND o.conrelid = c.oid"
        + " AND o.contype IN ('p', 'u', 'x')) ORDER BY i.indexrelid";
  }
}

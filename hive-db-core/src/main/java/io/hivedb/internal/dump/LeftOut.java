// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a dump does not hold, by name: its header says so. */
final class LeftOut {

  private final List<String> names = new ArrayList<>();

  /** Looks for the kinds of objects that no part of the dump writes. */
  void find(Reader reader) throws SQLException {
    inSchemas(reader, "aggregate", "pg_proc", "proname", "pronamespace", "o.prokind = 'a'");
    inSchemas(reader, "operator", "pg_operator", "oprname", "oprnamespace", "true");
    inSchemas(reader, "type", "pg_type", "typname", "typnamespace", OTHER_TYPES);
    inSchemas(reader, "collation", "pg_collation", "collname", "collnamespace", "true");
    inSchemas(reader, "text search", "pg_ts_config", "cfgname", "cfgnamespace", "true");
    inSchemas(reader, "statistics", "pg_statistic_ext", "stxname", "stxnamespace", "true");
    inSchemas(reader, "foreign table", "pg_class", "relname", "relnamespace", "o.relkind = 'f'");
    inSchemas(reader, "inheritance of", "pg_class", "relname", "relnamespace", INHERITING);
    inSchemas(reader, "rights on", "pg_class", "relname", "relnamespace", "o.relacl IS NOT NULL");
    inSchemas(reader, "row security of", "pg_class", "relname", "relnamespace", "o.relrowsecurity");
    anywhere(
        reader,
        "rule",
        "SELECT rulename FROM pg_catalog.pg_rules WHERE schemaname NOT IN"
            + " ('pg_catalog', 'information_schema')");
    anywhere(reader, "policy", "SELECT policyname FROM pg_catalog.pg_policies");
    anywhere(reader, "start, step, least value or cycle of", Queries.UNUSUAL_IDENTITIES);
    anywhere(reader, "event trigger", "SELECT evtname FROM pg_catalog.pg_event_trigger");
    anywhere(reader, "publication", "SELECT pubname FROM pg_catalog.pg_publication");
    anywhere(reader, "foreign server", "SELECT srvname FROM pg_catalog.pg_foreign_server");
    anywhere(
        reader,
        "cast",
        "SELECT format_type(castsource, NULL) || ' AS ' ||"
            + " format_type(casttarget, NULL) FROM pg_catalog.pg_cast c WHERE c.oid >= 16384 AND "
            + Names.notOfExtension("pg_cast", "c.oid"));
    anywhere(reader, "large object", "SELECT oid FROM pg_catalog.pg_largeobject_metadata");
  }

  /** Composite types of their own, ranges; not those that come with a table or another type. */
  private static final String OTHER_TYPES =
      "(o.typtype = 'r' OR (o.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE"
          + " c.oid = o.typrelid AND c.relkind = 'c')))";

  private static final String INHERITING =
      "NOT o.relispartition AND o.relkind = 'r' AND EXISTS (SELECT 1 FROM pg_catalog.pg_inherits i"
          + " WHERE i.inhrelid = o.oid)";

  private void inSchemas(
      Reader reader, String kind, String catalogue, String name, String schema, String condition)
      throws SQLException {
    anywhere(
        reader,
        kind,
        "SELECT n.nspname || '.' || o."
            + name
            + " FROM pg_catalog."
            + catalogue
            + " o JOIN pg_catalog.pg_namespace n ON n.oid = o."
            + schema
            + " WHERE "
            + condition
            + " AND "
            + Names.OWN_SCHEMA
            + " AND "
            + Names.notOfExtension(catalogue, "o.oid")
            + " ORDER BY 1");
  }

  private void anywhere(Reader reader, String kind, String query) throws SQLException {
    for (List<@Nullable String> row : reader.rowsWhereKnown(query)) {
      add(kind + " " + row.get(0));
    }
  }

  /** Something that turned out not to be printable. */
  void add(String what) {
    names.add(what);
  }

  String header(String backend) {
    StringBuilder header =
        new StringBuilder("-- Database of the backend " + backend + ", written by Hive DB.\n");
    header.append("-- Roles, owners and settings of the server are never part of such a script.\n");
    if (names.isEmpty()) {
      return header.append("-- Nothing else is left out.\n").toString();
    }
    header.append("-- LEFT OUT:\n");
    names.forEach(name -> header.append("--   ").append(oneLine(name)).append('\n'));
    return header.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a relation of PostgreSQL's in the form that {@link SystemRows} has. */
final class RecordedRelation {

  /** The relations whose rows are recorded. */
  static final List<String> NAMES =
      List.of(
          "pg_catalog.pg_proc",
          "pg_catalog.pg_class",
          "pg_catalog.pg_attribute",
          "pg_catalog.pg_type",
          "pg_catalog.pg_index",
          "pg_catalog.pg_constraint",
          "pg_catalog.pg_description",
          "pg_catalog.pg_shdescription",
          "pg_catalog.pg_depend",
          "pg_catalog.pg_am",
          "pg_catalog.pg_operator",
          "pg_catalog.pg_opclass",
          "pg_catalog.pg_opfamily",
          "pg_catalog.pg_amop",
          "pg_catalog.pg_amproc",
          "pg_catalog.pg_aggregate",
          "pg_catalog.pg_cast",
          "pg_catalog.pg_language",
          "pg_catalog.pg_collation",
          "pg_catalog.pg_conversion",
          "pg_catalog.pg_range",
          "pg_catalog.pg_database",
          "pg_catalog.pg_tablespace",
          "pg_catalog.pg_roles",
          "pg_catalog.pg_authid",
          "pg_catalog.pg_auth_members",
          "pg_catalog.pg_shadow",
          "pg_catalog.pg_group",
          "pg_catalog.pg_ts_config",
          "pg_catalog.pg_ts_config_map",
          "pg_catalog.pg_ts_dict",
          "pg_catalog.pg_ts_parser",
          "pg_catalog.pg_ts_template",
          "pg_catalog.pg_tables",
          "pg_catalog.pg_views",
          "pg_catalog.pg_indexes",
          "pg_catalog.pg_rules",
          "pg_catalog.pg_settings",
          "information_schema.routines",
          "information_schema.parameters",
          "information_schema.tables",
          "information_schema.columns",
          "information_schema.views",
          "information_schema.table_constraints",
          "information_schema.key_column_usage",
          "information_schema.check_constraints",
          "information_schema.constraint_column_usage",
          "information_schema.constraint_table_usage",
          "information_schema.domains",
          "information_schema.domain_constraints",
          "information_schema.domain_udt_usage",
          "information_schema.column_domain_usage",
          "information_schema.table_privileges",
          "information_schema.role_table_grants",
          "information_schema.enabled_roles",
          "information_schema.applicable_roles",
          "information_schema.administrable_role_authorizations",
          "information_schema.character_sets",
          "information_schema.collations",
          "information_schema.collation_character_set_applicability",
          "information_schema.sql_features",
          "information_schema.sql_parts",
          "information_schema.sql_sizing",
          "information_schema.sql_implementation_info");

  /** What a column of a database says that has nothing to do with what it is asked for. */
  private static final Set<String> UNRECORDED =
      Set.of(
          "prosqlbody",
          "relfilenode",
          "relfrozenxid",
          "relminmxid",
          "relrewrite",
          "datfrozenxid",
          "datminmxid",
          "attmissingval",
          "rolpassword",
          "passwd",
          "setting",
          "sourcefile",
          "sourceline",
          "reset_val",
          "source");

  private static final int FIRST_USER_OID = 16_384;
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Statement statement;
  private final Map<Long, Long> oids = new HashMap<>();

  RecordedRelation(Statement statement) throws SQLException {
    this.statement = statement;
    try (ResultSet types =
        statement.executeQuery("SELECT oid, typname FROM pg_type WHERE oid >= " + FIRST_USER_OID)) {
      while (types.next()) {
        PgType type = Objects.requireNonNull(Types.byName(types.getString(2)), types.getString(2));
        oids.put(types.getLong(1), (long) type.oid());
      }
    }
    try (ResultSet oid =
        statement.executeQuery("SELECT oid FROM pg_extension WHERE extname = 'vector'")) {
      oid.next();
      oids.put(oid.getLong(1), Oids.extension("vector"));
    }
    try (ResultSet methods =
        statement.executeQuery("SELECT oid, amname FROM pg_am WHERE oid >= " + FIRST_USER_OID)) {
      while (methods.next()) {
        oids.put(methods.getLong(1), (long) SmallRows.methodOid(methods.getString(2)));
      }
    }
  }

  static List<String> columns(String relation) {
    return used(relation).stream().map(Column::name).toList();
  }

  private static List<Column> used(String relation) {
    String[] name = relation.split("\\.");
    return Objects.requireNonNull(Layouts.of(name[0], name[1]), relation).stream()
        .filter(column -> !UNRECORDED.contains(column.name()))
        .toList();
  }

  List<String> rows(String relation) throws SQLException {
    List<Column> columns = used(relation);
    List<String> wanted = new ArrayList<>();
    for (Column column : columns) {
      boolean tree = column.type().equals(Types.NODE_TREE);
      wanted.add(tree ? "pg_get_expr(" + column.name() + ", 0)" : column.name());
    }
    List<String> rows = new ArrayList<>();
    try (ResultSet result =
        statement.executeQuery("SELECT " + String.join(", ", wanted) + " FROM " + relation)) {
      while (result.next()) {
        JsonArray row = new JsonArray();
        for (int i = 0; i < columns.size(); i++) {
          row.add(value(columns.get(i), result.getString(i + 1)));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private JsonElement value(Column column, String text) {
    if (text == null) {
      return JsonNull.INSTANCE;
    }
    PgType type = column.type();
    if (column.name().equals("specific_name")) {
      int at = text.lastIndexOf('_') + 1;
      return new JsonPrimitive(text.substring(0, at) + oid(text.substring(at)));
    }
    String known =
        type.equals(Types.OID)
                || type.equals(Types.OIDVECTOR)
                || type.equals(Types.array(Types.OID))
            ? NUMBER.matcher(text).replaceAll(found -> oid(found.group()))
            : text;
    Object stored = type.equals(Types.NODE_TREE) ? known : type.read(known);
    return stored instanceof Number number
        ? new JsonPrimitive(number)
        : new JsonPrimitive(stored.toString());
  }

  private String oid(String text) {
    long oid = Long.parseLong(text);
    return String.valueOf(
        oid < FIRST_USER_OID ? oid : oids.getOrDefault(oid, Oids.VECTOR_OBJECTS + oid));
  }
}

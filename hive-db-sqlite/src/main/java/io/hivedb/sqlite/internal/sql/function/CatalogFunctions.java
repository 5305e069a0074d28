// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.system.ObjectNames;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The functions that explain the catalogue: names of OIDs, definitions, comments. */
final class CatalogFunctions {

  private CatalogFunctions() {}

  static void register(Registry registry) {
    references(registry);
    definitions(registry);
    comments(registry);
    visibility(registry);
    registry.changing("current_schemas", array(NAME), CatalogFunctions::schemas, BOOL);
    registry.changing("pg_get_userbyid", NAME, a -> a.integer(0) == 10 ? "postgres" : null, OID);
    registry.scalar("pg_encoding_to_char", NAME, a -> a.integer(0) == 6 ? "UTF8" : "", INT4);
    registry.scalar("pg_is_in_recovery", BOOL, a -> false);
    registry.scalar("pg_my_temp_schema", OID, a -> 0);
    registry.scalar("pg_is_other_temp_schema", BOOL, a -> false, OID);
    // The user owns everything.
    for (String what : List.of("table", "schema", "sequence", "database")) {
      registry.lenient("has_" + what + "_privilege", BOOL, CatalogFunctions::granted, TEXT, TEXT);
    }
  }

  private static @Nullable Object granted(Args a) {
    if (a.isNull(0) || a.isNull(1)) {
      return null;
    }
    throw PgException.unsupported("a question about privileges");
  }

  /** What casts between OIDs and names call. */
  private static void references(Registry registry) {
    cast(registry, "to_regclass_in", a -> names(a).relation(a.text(0)));
    cast(registry, "to_regclass_of", a -> names(a).relation(a.integer(0)));
    cast(registry, "regclass_oid", a -> names(a).relationOid(a.text(0)));
    cast(registry, "to_regnamespace_in", a -> names(a).schema(a.text(0)));
    cast(registry, "to_regnamespace_of", a -> names(a).schema(a.integer(0)));
    cast(registry, "regnamespace_oid", a -> names(a).schemaOid(a.text(0)));
    cast(registry, "to_regtype_of", a -> names(a).type(a.integer(0), null));
    cast(registry, "to_regtype_in", a -> names(a).type(a.session().type(a.text(0)).oid(), null));
    cast(registry, "regtype_oid", CatalogFunctions::typeOid);
    cast(registry, "to_regrole_in", a -> role(a.text(0)));
    cast(registry, "to_regrole_of", a -> role(a.integer(0)));
    cast(registry, "regrole_oid", a -> 10);
    cast(registry, "to_regproc_in", CatalogFunctions::procedure);
    cast(registry, "to_regproc_of", CatalogFunctions::procedure);
    cast(registry, "regproc_oid", CatalogFunctions::procedure);
  }

  private static void cast(Registry registry, String name, JavaFunction body) {
    registry.internal("pg_" + name, true, body);
  }

  private static Object typeOid(Args a) {
    String shown = a.text(0);
    return shown.matches("\\d+") ? (Object) Long.valueOf(shown) : a.session().type(shown).oid();
  }

  private static Object procedure(Args a) {
    throw PgException.unsupported("regproc of [" + a.text(0) + "]");
  }

  private static String role(String name) {
    if (!name.equals("postgres")) {
      throw new PgException("42704", "role \"" + name + "\" does not exist");
    }
    return name;
  }

  private static String role(long oid) {
    return oid == 10 ? "postgres" : String.valueOf(oid);
  }

  private static ObjectNames names(Args a) {
    return a.session().objects();
  }

  private static void definitions(Registry registry) {
    registry.changing("pg_get_constraintdef", TEXT, a -> names(a).constraint(a.integer(0)), OID);
    registry.changing("pg_get_indexdef", TEXT, a -> names(a).index(a.integer(0), 0), OID);
    registry.changing(
        "pg_get_indexdef", TEXT, a -> names(a).index(a.integer(0), a.small(1)), OID, INT4, BOOL);
    registry.template("pg_get_expr", TEXT, "pg_printed({0})", NODE_TREE, OID);
    registry.internal("pg_printed", true, a -> ObjectNames.printed(a.text(0)));
    registry.changing("oidvectortypes", TEXT, CatalogFunctions::typeNames, OIDVECTOR);
    registry.changing("pg_get_viewdef", TEXT, a -> names(a).view(a.integer(0)), OID);
    registry.changing("pg_get_partkeydef", TEXT, a -> null, OID);
    registry.changing(
        "pg_sequence_last_value", INT8, a -> a.session().lastValueOf(a.text(0)), REGCLASS);
    registry.internal(
        "pg_expand_array", true, a -> expanded(a.text(0).substring(1, a.text(0).length() - 1)));
    for (var vector : List.of(INT2VECTOR, OIDVECTOR)) {
      registry.function(
          "_pg_expandarray", RECORD, Signature.Kind.SET, "pg_expand_array({0})", 1, vector);
    }
    userFormat(registry);
  }

  /** Pairs of value and place. */
  private static String expanded(String values) {
    StringJoiner rows = new StringJoiner(",", "[", "]");
    int place = 0;
    for (String value : values.isEmpty() ? new String[0] : values.split(",")) {
      rows.add("[" + value + "," + ++place + "]");
    }
    return rows.toString();
  }

  private static String typeNames(Args a) {
    StringJoiner types = new StringJoiner(", ");
    String oids = a.text(0).substring(1, a.text(0).length() - 1);
    for (String oid : oids.isEmpty() ? new String[0] : oids.split(",")) {
      types.add(names(a).type(Long.parseLong(oid), null));
    }
    return types.toString();
  }

  private static void userFormat(Registry registry) {
    registry.lenient(
        "format_type",
        TEXT,
        a ->
            a.isNull(0)
                ? null
                : names(a).type(a.integer(0), a.isNull(1) ? null : (Long) a.integer(1)),
        OID,
        INT4);
    registry.changing(
        "pg_get_constraintdef",
        TEXT,
        a -> pretty(names(a).constraint(a.integer(0)), a.bool(1)),
        OID,
        BOOL);
    registry.template("pg_get_expr", TEXT, "pg_printed_pretty({0}, {2})", NODE_TREE, OID, BOOL);
    registry.internal(
        "pg_printed_pretty", true, a -> pretty(ObjectNames.printed(a.text(0)), a.bool(1)));
  }

  /** The pretty form leaves out parentheses, which only a text without any need not know. */
  private static @Nullable String pretty(@Nullable String text, boolean pretty) {
    if (pretty && text != null && (text.startsWith("(") || text.startsWith("CHECK"))) {
      throw PgException.unsupported("the pretty form of an expression");
    }
    return text;
  }

  private static void comments(Registry registry) {
    registry.changing(
        "obj_description",
        TEXT,
        a ->
            switch (a.text(1)) {
              case "pg_class" -> names(a).comment(a.integer(0), 0);
              case "pg_namespace" -> names(a).schemaComment(a.integer(0));
              case "pg_type" -> names(a).typeComment(a.integer(0));
              case "pg_constraint" -> names(a).constraintComment(a.integer(0));
              case "pg_proc", "pg_extension", "pg_trigger", "pg_operator", "pg_cast", "pg_am" ->
                  throw PgException.unsupported("comments of the catalogue " + a.text(1));
              default -> null;
            },
        OID,
        NAME);
    registry.changing("obj_description", TEXT, a -> names(a).comment(a.integer(0), 0), OID);
    registry.changing(
        "col_description",
        TEXT,
        a -> a.small(1) == 0 ? null : names(a).comment(a.integer(0), a.small(1)),
        OID,
        INT4);
    registry.changing("shobj_description", TEXT, a -> null, OID, NAME);
  }

  private static void visibility(Registry registry) {
    registry.changing("pg_table_is_visible", BOOL, a -> names(a).isVisible(a.integer(0)), OID);
    registry.changing(
        "pg_type_is_visible",
        BOOL,
        a -> names(a).typeByOid(a.integer(0)) == null ? null : true,
        OID);
  }

  private static String schemas(Args a) {
    StringJoiner names = new StringJoiner(",", "{", "}");
    if (a.bool(0)) {
      names.add("pg_catalog");
    }
    for (String schema : a.session().path()) {
      names.add(schema.matches("[a-z_][a-z0-9_]*") ? schema : '"' + schema + '"');
    }
    return names.toString();
  }
}

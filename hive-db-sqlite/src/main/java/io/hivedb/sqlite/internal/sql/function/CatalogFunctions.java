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
    lookups(registry);
    definitions(registry);
    comments(registry);
    visibility(registry);
    registry.changing("current_schemas", array(NAME), CatalogFunctions::schemas, BOOL);
    registry.changing("pg_get_userbyid", NAME, a -> a.session().objects().role(a.integer(0)), OID);
    registry.scalar("pg_encoding_to_char", NAME, a -> a.integer(0) == 6 ? "UTF8" : "", INT4);
    registry.scalar("pg_is_in_recovery", BOOL, a -> false);
    registry.changing("pg_my_temp_schema", OID, a -> names(a).temporarySchema());
    registry.scalar("pg_is_other_temp_schema", BOOL, a -> false, OID);
  }

  /** What casts between OIDs and names call. */
  private static void references(Registry registry) {
    numeric(
        registry, "to_regclass_in", CatalogFunctions::relation, a -> names(a).relation(a.text(0)));
    cast(registry, "to_regclass_of", a -> names(a).relation(a.integer(0)));
    cast(registry, "regclass_oid", a -> names(a).relationOid(a.text(0)));
    numeric(
        registry, "to_regnamespace_in", CatalogFunctions::schema, a -> names(a).schema(a.text(0)));
    cast(registry, "to_regnamespace_of", a -> names(a).schema(a.integer(0)));
    cast(registry, "regnamespace_oid", a -> names(a).schemaOid(a.text(0)));
    cast(registry, "to_regtype_of", a -> ObjectIds.type(a, a.integer(0)));
    numeric(registry, "to_regtype_in", ObjectIds::type, a -> names(a).type(typeOid(a), null));
    cast(registry, "regtype_oid", CatalogFunctions::typeOid);
    numeric(registry, "to_regrole_in", CatalogFunctions::role, a -> role(a.text(0)));
    cast(registry, "to_regrole_of", a -> role(a.integer(0)));
    cast(registry, "regrole_oid", a -> 10);
  }

  private static void lookups(Registry registry) {
    JavaFunction type = a -> names(a).type(typeOid(a), null);
    JavaFunction schema = a -> names(a).schema(a.text(0));
    JavaFunction role = a -> role(a.text(0));
    registry.changing("to_regtype", REGTYPE, lookup(ObjectIds::type, type, "42704"), TEXT);
    registry.changing(
        "to_regnamespace", REGNAMESPACE, lookup(CatalogFunctions::schema, schema, "3F000"), TEXT);
    registry.changing("to_regrole", REGROLE, lookup(CatalogFunctions::role, role, "42704"), TEXT);
  }

  private static JavaFunction lookup(ObjectIds.Name name, JavaFunction cast, String missing) {
    return ObjectIds.lookup(name, a -> found(a, cast, missing));
  }

  private static void numeric(
      Registry registry, String name, ObjectIds.Name byOid, JavaFunction byText) {
    cast(registry, name, ObjectIds.cast(byOid, byText));
  }

  private static @Nullable Object relation(Args a, long oid) {
    return names(a).relation(oid);
  }

  private static String schema(Args a, long oid) {
    return names(a).schema(oid);
  }

  private static String role(Args a, long oid) {
    return role(oid);
  }

  private static void cast(Registry registry, String name, JavaFunction body) {
    registry.internal("pg_" + name, true, body);
  }

  private static long typeOid(Args a) {
    String shown = a.text(0);
    if (shown.matches("\\d+|-")) {
      return shown.equals("-") ? 0 : Long.parseLong(shown);
    }
    try {
      return a.session().type(shown).oid();
    } catch (PgException e) {
      Long known = ObjectNames.systemType(shown);
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  private static @Nullable String found(Args a, JavaFunction cast, String missing) {
    try {
      return String.valueOf(cast.call(a));
    } catch (PgException e) {
      if (e.sqlState().equals(missing)) {
        return null;
      }
      throw e;
    }
  }

  private static String role(String name) {
    if (!name.equals("postgres")) {
      throw new PgException("42704", "role \"" + name + "\" does not exist");
    }
    return name;
  }

  private static String role(long oid) {
    if (oid == 0) {
      return "-";
    }
    return oid == 10 ? "postgres" : String.valueOf(oid);
  }

  private static ObjectNames names(Args a) {
    return a.session().objects();
  }

  private static void definitions(Registry registry) {
    registry.changing(
        "pg_get_constraintdef", TEXT, a -> names(a).constraint(a.integer(0), false), OID);
    registry.changing("pg_get_indexdef", TEXT, a -> names(a).index(a.integer(0), 0, false), OID);
    registry.changing(
        "pg_get_indexdef",
        TEXT,
        a -> names(a).index(a.integer(0), a.small(1), a.bool(2)),
        OID,
        INT4,
        BOOL);
    registry.template("pg_get_expr", TEXT, "pg_printed({0})", NODE_TREE, OID);
    registry.internal("pg_printed", true, CatalogFunctions::printed);
    registry.changing("oidvectortypes", TEXT, CatalogFunctions::typeNames, OIDVECTOR);
    registry.changing("pg_get_viewdef", TEXT, a -> names(a).view(a.integer(0)), OID);
    registry.changing(
        "pg_get_viewdef", TEXT, a -> names(a).view(names(a).relationOid(a.text(0))), TEXT);
    registry.changing(
        "pg_get_viewdef", TEXT, a -> pretty(names(a).view(a.integer(0)), a.bool(1)), OID, BOOL);
    registry.changing("pg_get_triggerdef", TEXT, a -> names(a).trigger(a.integer(0), false), OID);
    registry.changing(
        "pg_get_triggerdef", TEXT, a -> names(a).trigger(a.integer(0), a.bool(1)), OID, BOOL);
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

  private static Object printed(Args a) {
    return a.value(0) instanceof Number number ? number : ObjectNames.printed(a.text(0));
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
        "pg_get_constraintdef", TEXT, a -> names(a).constraint(a.integer(0), a.bool(1)), OID, BOOL);
    registry.template("pg_get_expr", TEXT, "pg_printed_pretty({0}, {2})", NODE_TREE, OID, BOOL);
    registry.internal(
        "pg_printed_pretty", true, a -> pretty(ObjectNames.printed(a.text(0)), a.bool(1)));
  }

  /** The pretty form leaves out parentheses, which only a text without any need not know. */
  private static @Nullable String pretty(@Nullable String text, boolean pretty) {
    if (pretty && text != null && (text.startsWith("(") || text.contains(" WHERE "))) {
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
              case "pg_class" -> names(a).comments().comment(a.integer(0), 0);
              case "pg_namespace" -> names(a).comments().schemaComment(a.integer(0));
              case "pg_type" -> names(a).comments().typeComment(a.integer(0));
              case "pg_constraint" -> names(a).comments().constraintComment(a.integer(0));
              default -> other(a);
            },
        OID,
        NAME);
    registry.changing(
        "obj_description", TEXT, a -> names(a).comments().comment(a.integer(0), 0), OID);
    registry.changing(
        "col_description",
        TEXT,
        a -> a.small(1) == 0 ? null : names(a).comments().comment(a.integer(0), a.small(1)),
        OID,
        INT4);
    registry.changing(
        "shobj_description",
        TEXT,
        a -> names(a).comments().sharedComment(a.integer(0), a.text(1)),
        OID,
        NAME);
  }

  private static @Nullable String other(Args a) {
    String known = names(a).comments().otherComment(a.integer(0), a.text(1));
    if (known == null && a.text(1).equals("pg_extension")) {
      throw PgException.unsupported("comments of the catalogue " + a.text(1));
    }
    return known;
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
    if (a.bool(0) && !a.session().path().contains("pg_catalog")) {
      names.add("pg_catalog");
    }
    for (String schema : a.session().path()) {
      names.add(schema.matches("[a-z_][a-z0-9_]*") ? schema : '"' + schema + '"');
    }
    return names.toString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions about privileges: the only user is a superuser, who may do everything there is. */
final class PrivilegeFunctions {

  private static final Map<String, Set<String>> PRIVILEGES =
      Map.of(
          "table",
          Set.of(
              "SELECT",
              "INSERT",
              "UPDATE",
              "DELETE",
              "TRUNCATE",
              "REFERENCES",
              "TRIGGER",
              "MAINTAIN"),
          "sequence",
          Set.of("USAGE", "SELECT", "UPDATE"),
          "schema",
          Set.of("CREATE", "USAGE"),
          "database",
          Set.of("CREATE", "CONNECT", "TEMP", "TEMPORARY"),
          "function",
          Set.of("EXECUTE"));

  private PrivilegeFunctions() {}

  static void register(Registry registry) {
    for (String kind : List.of("table", "sequence", "schema", "database", "function")) {
      String name = "has_" + kind + "_privilege";
      registry.changing(name, BOOL, a -> granted(a, kind, 0), TEXT, TEXT);
      registry.changing(name, BOOL, a -> granted(a, kind, 1), NAME, TEXT, TEXT);
      registry.changing(name, BOOL, a -> ofOid(a, kind, 0), OID, TEXT);
      registry.changing(name, BOOL, a -> ofOid(a, kind, 1), NAME, OID, TEXT);
    }
  }

  private static boolean granted(Args a, String kind, int at) {
    checkUser(a, at);
    String name = a.text(at);
    switch (kind) {
      case "table", "sequence" -> a.session().objects().relation(name);
      case "schema" -> a.session().objects().schema(name);
      case "function" -> throw PgException.unsupported("has_function_privilege of a text");
      default -> checkDatabase(name);
    }
    check(kind, a.text(at + 1));
    return true;
  }

  private static void checkDatabase(String name) {
    if (!name.equals("postgres")) {
      throw new PgException("3D000", "database \"" + name + "\" does not exist");
    }
  }

  /** Null for an OID that is none. */
  private static @Nullable Object ofOid(Args a, String kind, int at) {
    checkUser(a, at);
    check(kind, a.text(at + 1));
    long oid = a.integer(at);
    String shown =
        switch (kind) {
          case "table", "sequence" -> a.session().objects().relation(oid);
          case "schema" -> a.session().objects().schema(oid);
          case "function" -> a.session().procedures().name(oid);
          default -> oid == 5 ? "postgres" : String.valueOf(oid);
        };
    return shown.matches("\\d+|-") ? null : true;
  }

  private static void checkUser(Args a, int at) {
    if (at == 1 && !a.text(0).equals("postgres")) {
      throw PgException.unsupported("a question about the privileges of " + a.text(0));
    }
  }

  private static void check(String kind, String privileges) {
    for (String privilege : privileges.split(",", -1)) {
      String plain = privilege.strip().toUpperCase(Locale.ROOT);
      String name = plain.replaceFirst(" WITH GRANT OPTION$", "");
      if (!PRIVILEGES.getOrDefault(kind, Set.of()).contains(name)) {
        throw new PgException(
            "22023", "unrecognized privilege type: \"" + privilege.strip() + "\"");
      }
    }
  }
}

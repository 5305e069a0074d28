// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.system.ProcNames;
import org.jspecify.annotations.Nullable;

/** The functions that explain functions and procedures. */
final class RoutineFunctions {

  private RoutineFunctions() {}

  static void register(Registry registry) {
    registry.internal(
        "pg_to_regproc_in",
        true,
        ObjectIds.cast(RoutineFunctions::name, a -> names(a).name(a.text(0))));
    registry.internal("pg_to_regproc_of", true, a -> names(a).name(a.integer(0)));
    registry.internal("pg_regproc_oid", true, a -> names(a).oid(a.text(0)));
    registry.internal(
        "pg_to_regprocedure_in",
        true,
        ObjectIds.cast(RoutineFunctions::signature, RoutineFunctions::known));
    registry.internal("pg_to_regprocedure_of", true, a -> names(a).signature(a.integer(0)));
    registry.internal(
        "pg_regprocedure_oid", true, a -> names(a).oid(a.text(0), name -> type(a, name)));
    registry.changing(
        "to_regproc",
        REGPROC,
        ObjectIds.lookup(RoutineFunctions::name, a -> names(a).find(a.text(0))),
        TEXT);
    registry.changing(
        "to_regprocedure",
        REGPROCEDURE,
        ObjectIds.lookup(RoutineFunctions::signature, RoutineFunctions::found),
        TEXT);
    registry.changing("pg_function_is_visible", BOOL, a -> names(a).isVisible(a.integer(0)), OID);
    texts(registry);
  }

  private static void texts(Registry registry) {
    registry.changing(
        "pg_get_function_arguments",
        TEXT,
        a -> names(a).texts().arguments(a.integer(0), true),
        OID);
    registry.changing(
        "pg_get_function_identity_arguments",
        TEXT,
        a -> names(a).texts().arguments(a.integer(0), false),
        OID);
    registry.changing(
        "pg_get_function_result", TEXT, a -> names(a).texts().result(a.integer(0)), OID);
    registry.changing(
        "pg_get_function_arg_default",
        TEXT,
        a -> names(a).texts().value(a.integer(0), a.small(1)),
        OID,
        INT4);
    registry.changing(
        "pg_get_functiondef", TEXT, a -> names(a).texts().definition(a.integer(0)), OID);
  }

  private static ProcNames names(Args a) {
    return a.session().procedures();
  }

  private static long type(Args a, String name) {
    return a.session().type(name).oid();
  }

  private static String name(Args a, long oid) {
    return names(a).name(oid);
  }

  private static String signature(Args a, long oid) {
    return names(a).signature(oid);
  }

  private static String known(Args a) {
    String found = found(a);
    if (found == null) {
      throw ProcNames.missing(a.text(0));
    }
    return found;
  }

  private static @Nullable String found(Args a) {
    try {
      return names(a).signature(a.text(0), name -> type(a, name));
    } catch (PgException e) {
      if (e.sqlState().equals("42704")) {
        return null;
      }
      throw e;
    }
  }
}

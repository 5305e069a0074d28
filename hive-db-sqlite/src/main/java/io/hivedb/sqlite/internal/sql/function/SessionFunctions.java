// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What asks the session or the server. */
final class SessionFunctions {

  private SessionFunctions() {}

  /** The value of a sequence, or whether it was handed out. */
  private static Object sequence(Args a) {
    return a.integer(1) == 0
        ? (Object) a.session().sequenceValue(a.text(0))
        : a.session().lastValueOf(a.text(0)) == null ? 0L : 1L;
  }

  static void register(Registry registry) {
    registry.changing("nextval", INT8, a -> a.session().nextValue(a.text(0)), REGCLASS);
    registry.changing("currval", INT8, a -> a.session().currentValue(a.text(0)), REGCLASS);
    registry.changing("lastval", INT8, a -> a.session().lastValue());
    registry.changing(
        "setval", INT8, a -> a.session().setValue(a.text(0), a.integer(1), true), REGCLASS, INT8);
    registry.changing(
        "setval",
        INT8,
        a -> a.session().setValue(a.text(0), a.integer(1), a.bool(2)),
        REGCLASS,
        INT8,
        BOOL);
    registry.internal("pg_sequence_state", false, SessionFunctions::sequence);
    registry.internalChanging("pg_take_inserted", a -> a.session().takeInserted());
    registry.internalChanging(
        "pg_mark_updated",
        a -> {
          a.session().markUpdated();
          return a.raw(0);
        });
    registry.scalar(
        "pg_get_serial_sequence",
        TEXT,
        a -> a.session().serialSequence(a.text(0), a.text(1)),
        TEXT,
        TEXT);
    registry.changing("current_setting", TEXT, a -> setting(a, false), TEXT);
    registry.changing("current_setting", TEXT, a -> setting(a, a.bool(1)), TEXT, BOOL);
    registry.changing("set_config", TEXT, SessionFunctions::set, TEXT, TEXT, BOOL);
    registry.changing("current_schema", NAME, a -> a.session().currentSchema());
    registry.changing("current_database", NAME, a -> a.session().setting("hive.database"));
    registry.changing("current_catalog", NAME, a -> a.session().setting("hive.database"));
    for (String user : new String[] {"current_user", "session_user", "user", "current_role"}) {
      registry.changing(user, NAME, a -> a.session().setting("hive.user"));
    }
    registry.changing(
        "version", TEXT, a -> "PostgreSQL " + SettingNames.VERSION + " (Hive DB on SQLite)");
    registry.changing(
        "to_regclass",
        REGCLASS,
        ObjectIds.lookup(
            (a, oid) -> a.session().objects().relation(oid),
            a -> a.session().findRelation(a.text(0))),
        TEXT);
    registry.scalar("pg_backend_pid", INT4, a -> (int) ProcessHandle.current().pid());
    registry.changing("pg_sleep", VOID, SessionFunctions::sleep, FLOAT8);
  }

  private static @Nullable Object setting(Args a, boolean missingOk) {
    String value = a.session().setting(a.text(0).toLowerCase(Locale.ROOT));
    if (value == null && !missingOk) {
      throw new PgException("42704", "unrecognized configuration parameter \"" + a.text(0) + "\"");
    }
    return value;
  }

  private static String set(Args a) {
    a.session().set(a.text(0), a.text(1), a.bool(2));
    return a.text(1);
  }

  /**
   * Nothing can wake it: so it ends by itself when {@code statement_timeout} would have ended it.
   */
  private static String sleep(Args a) {
    long wanted = (long) (a.real(0) * 1_000_000);
    long limit =
        1000 * SettingNames.millis(String.valueOf(a.session().setting("statement_timeout")));
    boolean isCut = limit > 0 && wanted > limit;
    try {
      TimeUnit.MICROSECONDS.sleep(isCut ? limit : wanted);
      if (isCut) {
        throw new PgException("57014", "canceling statement due to statement timeout");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PgException("57014", "canceling statement due to user request");
    }
    return "";
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.PgType;
import org.jspecify.annotations.Nullable;

/** pg_advisory_lock and its kin. */
final class LockFunctions {

  private LockFunctions() {}

  static void register(Registry registry) {
    for (boolean transaction : new boolean[] {false, true}) {
      for (boolean shared : new boolean[] {false, true}) {
        String name =
            "advisory_" + (transaction ? "xact_" : "") + "lock" + (shared ? "_shared" : "");
        both(registry, "pg_" + name, VOID, a -> lock(a, shared, transaction));
        both(
            registry,
            "pg_try_" + name,
            BOOL,
            a -> a.session().locks().tryLock(key(a), shared, transaction));
      }
    }
    both(registry, "pg_advisory_unlock", BOOL, a -> unlock(a, false));
    both(registry, "pg_advisory_unlock_shared", BOOL, a -> unlock(a, true));
    registry.changing("pg_advisory_unlock_all", VOID, LockFunctions::unlockAll);
  }

  private static void both(Registry registry, String name, PgType result, JavaFunction body) {
    registry.changing(name, result, body, INT8);
    registry.changing(name, result, body, INT4, INT4);
  }

  private static AdvisoryLocks.Key key(Args a) {
    return a.size() == 1
        ? new AdvisoryLocks.Key(false, a.integer(0))
        : new AdvisoryLocks.Key(true, (a.integer(0) << 32) | (a.integer(1) & 0xffff_ffffL));
  }

  private static @Nullable Object lock(Args a, boolean shared, boolean transaction) {
    a.session().locks().lock(key(a), shared, transaction);
    return "";
  }

  private static boolean unlock(Args a, boolean shared) {
    boolean held = a.session().locks().unlock(key(a), shared);
    if (!held) {
      String kind = shared ? "ShareLock" : "ExclusiveLock";
      a.session().warn("01000", "you don't own a lock of type " + kind);
    }
    return held;
  }

  private static @Nullable Object unlockAll(Args a) {
    a.session().locks().releaseSession();
    return "";
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;

/** GRANT, REVOKE and OWNER TO of functions: the one role owns them all and may call them. */
final class RoutinePrivileges {

  private RoutinePrivileges() {}

  static void check(Ddl.OfRoutines change, Definitions definitions) {
    boolean owner = change.tag().startsWith("ALTER");
    if (owner) {}
    if (owner) {
      Privileges.checkKnown(change.roles().get(0), definitions.catalog());
    }
    for (Ddl.RoutineName name : change.names()) {
      Routine found = new RoutineSearch(definitions).find(change.kind(), name, false);
      if (owner && found != null) {
        String kind =
            found.definition().properties().has("definer")
                ? "SECURITY DEFINER function"
                : "function";
        Privileges.own(change.roles().get(0), kind, found.schema(), definitions);
      }
    }
    if (owner) {
      return;
    }
    for (String role : change.roles()) {
      Privileges.grant(role, definitions);
    }
    for (String privilege : change.privileges()) {
      if (!Privileges.isPrivilege(privilege)) {
        throw new PgException("42601", "unrecognized privilege type \"" + privilege + "\"");
      }
      if (!privilege.equals("all") && !privilege.equals("execute")) {
        throw Privileges.invalid(privilege, change.kind());
      }
    }
  }
}

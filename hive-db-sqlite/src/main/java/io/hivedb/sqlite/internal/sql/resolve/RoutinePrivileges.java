// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;

/** GRANT, REVOKE and OWNER TO of functions: the one role owns them all and may call them. */
final class RoutinePrivileges {

  private RoutinePrivileges() {}

  static void check(Ddl.OfRoutines change, Definitions definitions) {
    boolean owner = change.tag().startsWith("ALTER");
    if (owner) {
      change.roles().forEach(Roles::check);
    }
    for (Ddl.RoutineName name : change.names()) {
      new RoutineSearch(definitions).find(change.kind(), name, false);
    }
    if (owner) {
      return;
    }
    change.roles().stream().filter(role -> !role.equals("public")).forEach(Roles::checkKnown);
    for (String privilege : change.privileges()) {
      if (!Roles.isPrivilege(privilege)) {
        throw new PgException("42601", "unrecognized privilege type \"" + privilege + "\"");
      }
      if (!privilege.equals("all") && !privilege.equals("execute")) {
        throw Roles.invalid(privilege, change.kind());
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements about roles and privileges. */
public sealed interface RoleDdl extends Ddl {

  /** The command tag. */
  String tag();

  /**
   * CREATE ROLE, USER or GROUP.
   *
   * @param options what the role may do
   * @param connections how many connections; -1 for any number
   * @param groups the roles that it becomes a member of
   * @param members the roles that become members of it
   */
  record CreateRole(
      String name,
      Map<String, Boolean> options,
      int connections,
      List<String> groups,
      List<String> members)
      implements RoleDdl {
    @Override
    public String tag() {
      return "CREATE ROLE";
    }
  }

  /**
   * ALTER ROLE, USER or GROUP.
   *
   * @param options what it may do from now on
   * @param connections how many connections; null for as many as before
   * @param newName its other name; null where it keeps its own
   * @param configured whether it gets or loses settings of its own
   */
  record AlterRole(
      String name,
      Map<String, Boolean> options,
      @Nullable Integer connections,
      @Nullable String newName,
      boolean configured)
      implements RoleDdl {
    @Override
    public String tag() {
      return "ALTER ROLE";
    }
  }

  /** DROP ROLE, USER or GROUP. */
  record DropRoles(List<String> names, boolean ifExists) implements RoleDdl {
    @Override
    public String tag() {
      return "DROP ROLE";
    }
  }

  /** GRANT or REVOKE of roles; with options where it says more than that. */
  record Membership(String tag, List<String> groups, List<String> members, boolean options)
      implements RoleDdl {}

  /** GRANT, REVOKE or ALTER DEFAULT PRIVILEGES, without effect once the names were checked. */
  record Grant(
      String tag,
      String kind,
      List<String> privileges,
      List<QualifiedName> names,
      List<String> roles)
      implements RoleDdl {}
}

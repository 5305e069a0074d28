// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Role;
import java.util.Set;

/** The roles that were made, beside those of the system. */
final class RoleRows {

  /** What would have a row for each role that was made, with values that are not kept. */
  private static final Set<String> OF_ROLES = Set.of("pg_authid", "pg_shadow");

  private static final Set<String> OF_MEMBERS =
      Set.of(
          "pg_auth_members", "pg_group", "applicable_roles", "administrable_role_authorizations");

  private static final Set<String> OF_PRIVILEGES = Set.of("pg_default_acl");

  private static final Set<String> OWNERS =
      Set.of(
          "relowner",
          "nspowner",
          "proowner",
          "typowner",
          "tableowner",
          "viewowner",
          "matviewowner",
          "sequenceowner",
          "schema_owner");

  private final Catalog catalog;

  RoleRows(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Whether a relation would have rows that are not known. */
  boolean isUnlisted(String relation) {
    boolean some = !catalog.roles().all().isEmpty();
    return some
        && (OF_ROLES.contains(relation)
            || (OF_PRIVILEGES.contains(relation)
                && catalog.roles().all().stream().anyMatch(Role::granted))
            || (relation.equals("pg_db_role_setting") && isConfigured())
            || (OF_MEMBERS.contains(relation) && catalog.roles().hasMembers()));
  }

  private boolean isConfigured() {
    return catalog.roles().all().stream().anyMatch(Role::configured);
  }

  /** The columns whose values are not known. */
  Set<String> hidden() {
    return catalog.roles().owning() ? OWNERS : Set.of();
  }

  SystemView roles() {
    SystemView view =
        SystemView.catalog(
            "pg_roles",
            "rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication"
                + " rolconnlimit rolvaliduntil rolbypassrls oid"
                + (isConfigured() ? "" : " rolconfig"));
    for (Role role : catalog.roles().all()) {
      Object[] values = {
        role.name(),
        role.may("superuser"),
        role.may("inherit"),
        role.may("createrole"),
        role.may("createdb"),
        role.may("login"),
        role.may("replication"),
        role.connections(),
        null,
        role.may("bypassrls"),
        role.oid()
      };
      view.add(isConfigured() ? values : java.util.Arrays.copyOf(values, values.length + 1));
    }
    return view;
  }

  SystemView users() {
    SystemView view =
        SystemView.catalog(
            "pg_user", "usename usesysid usecreatedb usesuper userepl usebypassrls passwd");
    view.add(SmallRows.USER, Oids.OWNER, true, true, true, true, "********");
    for (Role role : catalog.roles().all()) {
      if (role.may("login")) {
        view.add(
            role.name(),
            role.oid(),
            role.may("createdb"),
            role.may("superuser"),
            role.may("replication"),
            role.may("bypassrls"),
            "********");
      }
    }
    return view;
  }

  SystemView groups() {
    SystemView view = SystemView.catalog("pg_group", "groname grosysid grolist");
    for (Role role : catalog.roles().all()) {
      if (!role.may("login")) {
        view.add(role.name(), role.oid(), "{}");
      }
    }
    return view;
  }

  /** The user may act as any role. */
  SystemView enabled() {
    SystemView view = SystemView.information("enabled_roles", "role_name");
    catalog.roles().all().forEach(role -> view.add(role.name()));
    return view;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Role;
import io.hivedb.sqlite.internal.sql.catalog.Roles;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.RoleDdl;
import io.hivedb.sqlite.internal.sql.system.ObjectNames;
import java.util.List;
import java.util.Set;

/** CREATE, ALTER and DROP ROLE, and who is a member of what. */
final class RoleChanges {

  private static final String SELF = "postgres";

  private final Definitions definitions;

  RoleChanges(Definitions definitions) {
    this.definitions = definitions;
  }

  void change(RoleDdl ddl) {
    if (ddl instanceof RoleDdl.CreateRole create) {
      create(create);
    } else if (ddl instanceof RoleDdl.AlterRole alter) {
      alter(alter);
    } else if (ddl instanceof RoleDdl.DropRoles drop) {
      drop.names().forEach(name -> drop(name, drop.ifExists()));
    } else if (ddl instanceof RoleDdl.Membership membership) {
      members(membership);
    } else if (ddl instanceof RoleDdl.Grant grant) {
      Privileges.check(grant, definitions);
    }
  }

  private Roles roles() {
    return definitions.catalog().roles();
  }

  private void become(Role role) {
    definitions.become(definitions.catalog().with(roles().with(role), role.oid()));
  }

  private void create(RoleDdl.CreateRole create) {
    String name = create.name();
    refuseTaken(name);
    int oid = definitions.catalog().nextOid();
    become(
        new Role(
            name, oid, create.options(), create.connections(), false, false, Set.of(), Set.of()));
    create.groups().forEach(group -> join(group, name, false));
    create.members().forEach(member -> join(name, member, false));
  }

  private void refuseTaken(String name) {
    if (name.startsWith("pg_")) {
      throw new PgException("42939", "role name \"" + name + "\" is reserved")
          .detail("Role names starting with \"pg_\" are reserved.");
    }
    if (Privileges.isRole(name, definitions.catalog())) {
      throw new PgException("42710", "role \"" + name + "\" already exists");
    }
  }

  /** A role that was made; the others are refused. */
  private Role own(String name, String what) {
    Role role = roles().of(name);
    if (role == null && (name.equals(SELF) || ObjectNames.isRole(name))) {
      throw PgException.unsupported(what + " of the role " + name);
    }
    if (role == null) {
      throw new PgException("42704", "role \"" + name + "\" does not exist");
    }
    return role;
  }

  private void alter(RoleDdl.AlterRole alter) {
    Role role = own(alter.name(), "ALTER");
    if (alter.newName() != null) {
      rename(role, alter.newName());
      return;
    }
    int limit = alter.connections() == null ? role.connections() : alter.connections();
    become(alter.configured() ? role.asConfigured() : role.with(alter.options(), limit));
  }

  private void rename(Role role, String name) {
    refuseTaken(name);
    List<Role> groups =
        roles().all().stream().filter(r -> r.members().contains(role.name())).toList();
    definitions.become(
        definitions.catalog().with(roles().without(role.name()).with(role.named(name)), 0));
    groups.forEach(group -> become(group.with(role.name(), false).with(name, true)));
  }

  private void drop(String name, boolean ifExists) {
    if (ifExists && !Privileges.isRole(name, definitions.catalog())) {
      definitions.skip("00000", "role \"" + name + "\" does not exist");
      return;
    }
    if (own(name, "DROP").granted()) {
      throw PgException.unsupported("DROP of a role that was granted privileges");
    }
    definitions.become(definitions.catalog().with(roles().without(name), 0));
  }

  private void members(RoleDdl.Membership change) {
    for (String group : change.groups()) {
      own(group, change.tag());
      for (String member : change.members()) {
        String name = Privileges.name(member);
        Privileges.checkKnown(name, definitions.catalog());
        if (change.tag().equals("GRANT")) {
          join(group, name, change.options());
        } else {
          leave(group, name, change.options());
        }
      }
    }
  }

  private void join(String group, String member, boolean options) {
    Role role = own(group, "GRANT");
    Privileges.checkKnown(member, definitions.catalog());
    if (reaches(group, member)) {
      throw new PgException(
          "0LP01", "role \"" + group + "\" is a member of role \"" + member + "\"");
    }
    if (!role.members().contains(member)) {
      become(role.with(member, true));
      return;
    }
    if (options) {
      throw PgException.unsupported("GRANT of a role once more with other options");
    }
    definitions.tell(
        Notice.of(
            "00000",
            "role \"%s\" has already been granted membership in role \"%s\" by role \"postgres\""
                .formatted(member, group)));
  }

  /** Whether a role is, or is in any way a member of, another. */
  private boolean reaches(String role, String group) {
    Role of = roles().of(group);
    return role.equals(group)
        || (of != null && of.members().stream().anyMatch(member -> reaches(role, member)));
  }

  private void leave(String group, String member, boolean options) {
    Role role = own(group, "REVOKE");
    if (!role.members().contains(member)) {
      definitions.tell(
          Notice.warning(
              "01000",
              "role \"%s\" has not been granted membership in role \"%s\" by role \"postgres\""
                  .formatted(member, group)));
    } else if (options) {
      throw PgException.unsupported("REVOKE of an option of a role");
    } else {
      become(role.with(member, false));
    }
  }
}

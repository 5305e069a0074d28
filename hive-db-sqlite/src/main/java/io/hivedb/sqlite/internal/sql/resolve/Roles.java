// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Command;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.system.ObjectNames;
import java.util.Locale;
import java.util.Set;

/** The names in GRANT, REVOKE and OWNER TO: there is one role, which owns everything. */
final class Roles {

  private static final Set<String> SELF =
      Set.of("postgres", "current_user", "session_user", "current_role");

  private static final Set<String> OF_RELATIONS =
      Set.of(
          "all",
          "select",
          "insert",
          "update",
          "delete",
          "truncate",
          "references",
          "trigger",
          "maintain",
          "usage");

  private static final Set<String> OTHERS =
      Set.of("create", "connect", "temporary", "temp", "execute", "set");

  private Roles() {}

  /** The role that is to own something. */
  static void check(String role) {
    if (role.startsWith("pg_") && ObjectNames.isRole(role)) {
      throw PgException.unsupported("what the role " + role + " owns");
    }
    checkKnown(role);
  }

  static void checkKnown(String role) {
    if (!SELF.contains(role) && !ObjectNames.isRole(role)) {
      throw new PgException("42704", "role \"" + role + "\" does not exist");
    }
  }

  static void check(Command.Grant grant, Context context) {
    for (QualifiedName name : grant.names()) {
      switch (grant.kind()) {
        case "table" -> context.relation(new QualifiedName(name.schema(), name.name(), 0));
        case "sequence" -> sequence(context, name);
        case "database" -> database(name.name());
        case "type", "domain" -> type(context, grant.kind(), name);
        default -> schema(context.catalog(), name.name());
      }
    }
    grant.roles().stream().filter(role -> !role.equals("public")).forEach(Roles::checkKnown);
    if (grant.kind().equals("role")) {
      throw PgException.unsupported(grant.tag() + " of a role");
    }
    for (String privilege : grant.privileges()) {
      if (!isPrivilege(privilege)) {
        throw new PgException("42601", "unrecognized privilege type \"" + privilege + "\"");
      }
      if (grant.kind().equals("table") && OTHERS.contains(privilege)) {
        throw invalid(privilege, "relation");
      }
      boolean type = grant.kind().equals("type") || grant.kind().equals("domain");
      if (type && !privilege.equals("all") && !privilege.equals("usage")) {
        throw invalid(privilege, grant.kind());
      }
    }
  }

  static PgException invalid(String privilege, String kind) {
    return new PgException(
        "0LP01", "invalid privilege type " + privilege.toUpperCase(Locale.ROOT) + " for " + kind);
  }

  static boolean isPrivilege(String name) {
    return OF_RELATIONS.contains(name) || OTHERS.contains(name);
  }

  /** An enum or domain; the types of the system are not granted here. */
  private static void type(Context context, String kind, QualifiedName name) {
    if (context.catalog().findDomain(name.schema(), name.name(), context.path()) != null) {
      return;
    }
    boolean enumerated =
        context.catalog().findEnum(name.schema(), name.name(), context.path()) != null;
    if (enumerated && kind.equals("domain")) {
      throw new PgException("42809", "\"" + name.name() + "\" is not a domain");
    }
    if (!enumerated) {
      throw PgException.unsupported("GRANT or REVOKE on the " + kind + " " + name);
    }
  }

  private static void sequence(Context context, QualifiedName name) {
    Relation relation = context.relation(new QualifiedName(name.schema(), name.name(), 0));
    if (!(relation instanceof Relation.Sequence)) {
      throw new PgException("42809", "\"" + name.name() + "\" is not a sequence");
    }
  }

  private static void database(String name) {
    if (!name.equals("postgres")) {
      throw new PgException("3D000", "database \"" + name + "\" does not exist");
    }
  }

  private static void schema(Catalog catalog, String name) {
    if (!catalog.schemas().contains(name)
        && !name.equals("pg_catalog")
        && !name.equals("information_schema")) {
      throw new PgException("3F000", "schema \"" + name + "\" does not exist");
    }
  }

  /** ALTER ... OWNER TO or another change that has no effect. */
  static void check(Ddl.Unchanged change, Definitions definitions) {
    Context context = definitions.resolver().context();
    QualifiedName name = change.name();
    boolean there =
        switch (change.kind()) {
          case "schema" -> {
            schema(context.catalog(), name.name());
            yield true;
          }
          case "type", "domain" ->
              context.catalog().findEnum(name.schema(), name.name(), context.path()) != null
                  || context.catalog().findDomain(name.schema(), name.name(), context.path())
                      != null;
          default -> context.catalog().find(name.schema(), name.name(), context.path()) != null;
        };
    if (!there && change.ifExists()) {
      return;
    }
    if (!there) {
      boolean type = change.kind().equals("type") || change.kind().equals("domain");
      throw new PgException(
          type ? "42704" : "42P01",
          (type ? "type" : "relation") + " \"" + name + "\" does not exist");
    }
    boolean already = change.kind().equals("schema") && name.name().equals("public");
    if (already && "pg_database_owner".equals(change.role())) {
      return;
    }
    if (change.role() != null) {
      check(change.role());
      return;
    }
    // Parameters of storage.
    Relation relation = context.catalog().find(name.schema(), name.name(), context.path());
    if (relation != null) {
      definitions.become(definitions.catalog().tuned(relation));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Role;
import io.hivedb.sqlite.internal.sql.catalog.Roles;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.RoleDdl;
import io.hivedb.sqlite.internal.sql.system.ObjectNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** GRANT, REVOKE and OWNER TO: they matter to roles that nobody becomes. */
final class Privileges {

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

  private Privileges() {}

  /** The name of a role that may be written as CURRENT_USER. */
  static String name(String role) {
    return SELF.contains(role) ? "postgres" : role;
  }

  static boolean isRole(String role, Catalog catalog) {
    return role.equals("postgres") || catalog.roles().of(role) != null || ObjectNames.isRole(role);
  }

  static void checkKnown(String role, Catalog catalog) {
    if (!isRole(name(role), catalog)) {
      throw new PgException("42704", "role \"" + role + "\" does not exist");
    }
  }

  /** Gives a role something to own: what it may do decides about the keys and views of others. */
  static void own(String role, String kind, String schema, Definitions definitions) {
    checkKnown(role, definitions.catalog());
    if (name(role).equals("postgres")) {
      return;
    }
    Roles roles = definitions.catalog().roles();
    Role owner = roles.of(role);
    boolean free = schema.equals("public") && !roles.closed();
    boolean usable =
        kind.equals("schema") || free || (owner != null && owner.schemas().contains(schema));
    if (owner == null || !usable || kind.endsWith("view") || kind.startsWith("SECURITY")) {
      throw PgException.unsupported("a " + kind + " here that the role " + role + " owns");
    }
    Role owning = kind.equals("schema") ? owner.using(schema, true) : owner.asGranted();
    definitions.become(definitions.catalog().with(roles.asOwning().with(owning), 0));
  }

  /** Remembers that a role has privileges. */
  static void grant(String role, Definitions definitions) {
    if (role.equals("public")) {
      return;
    }
    checkKnown(role, definitions.catalog());
    Role made = definitions.catalog().roles().of(role);
    if (made != null && !made.granted()) {
      Roles roles = definitions.catalog().roles().with(made.asGranted());
      definitions.become(definitions.catalog().with(roles, 0));
    }
  }

  private static void schemas(RoleDdl.Grant grant, Definitions definitions) {
    boolean given = grant.tag().equals("GRANT");
    boolean use = grant.privileges().contains("usage") || grant.privileges().contains("all");
    for (QualifiedName schema : use ? grant.names() : List.<QualifiedName>of()) {
      for (String name : grant.roles()) {
        Roles roles = definitions.catalog().roles();
        Role role = roles.of(name);
        boolean closes = name.equals("public") && schema.name().equals("public") && !given;
        Roles changed =
            closes
                ? roles.asClosed()
                : role == null ? roles : roles.with(role.using(schema.name(), given));
        definitions.become(definitions.catalog().with(changed, 0));
      }
    }
  }

  static void check(RoleDdl.Grant grant, Definitions definitions) {
    Context context = definitions.resolver().context();
    for (QualifiedName name : grant.names()) {
      switch (grant.kind()) {
        case "table" -> context.relation(new QualifiedName(name.schema(), name.name(), 0));
        case "sequence" -> sequence(context, name);
        case "database" -> database(name.name());
        case "type", "domain" -> type(context, grant.kind(), name);
        default -> schema(context.catalog(), name.name());
      }
    }
    grant.roles().forEach(role -> grant(role, definitions));
    if (grant.tag().equals("REVOKE") && definitions.catalog().roles().owning()) {
      throw PgException.unsupported("REVOKE where a role owns something");
    }
    if (grant.kind().equals("schema")) {
      schemas(grant, definitions);
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

  private static String schemaOf(
      Ddl.Unchanged change, @Nullable Relation relation, Context context) {
    if (relation != null) {
      return relation.schema();
    }
    QualifiedName name = change.name();
    EnumType type = context.catalog().findEnum(name.schema(), name.name(), context.path());
    Domain domain = context.catalog().findDomain(name.schema(), name.name(), context.path());
    return type != null ? type.schema() : domain != null ? domain.schema() : name.name();
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
    Relation relation = context.catalog().find(name.schema(), name.name(), context.path());
    if (change.role() != null) {
      own(change.role(), change.kind(), schemaOf(change, relation, context), definitions);
      return;
    }
    // Parameters of storage.
    if (relation != null) {
      definitions.become(definitions.catalog().tuned(relation));
    }
  }
}

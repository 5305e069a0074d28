// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Trigger;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What COMMENT ON is about, relations and their columns aside: it must be there. */
final class CommentedObjects {

  private static final Set<String> KINDS =
      Set.of("schema", "constraint", "trigger", "type", "domain", "extension", "role", "database");

  private final Ddl.Comment comment;
  private final Definitions definitions;

  CommentedObjects(Ddl.Comment comment, Definitions definitions) {
    this.comment = comment;
    this.definitions = definitions;
  }

  boolean isOne() {
    return KINDS.contains(comment.kind());
  }

  /** The key of its comment; null where none is kept. */
  @Nullable String key() {
    String name = last();
    switch (comment.kind()) {
      case "schema" -> {
        require(catalog().schemas().contains(name), "3F000", "schema \"" + name + "\"");
        return Comments.schema(name);
      }
      case "extension" -> {
        boolean there = name.equals("plpgsql") || catalog().extensions().contains(name);
        require(there, "42704", "extension \"" + name + "\"");
        return Comments.extension(name);
      }
      case "role" -> role(name);
      case "database" -> {
        return database(name);
      }
      case "trigger" -> {
        return trigger();
      }
      case "constraint" -> {
        return constraint();
      }
      default -> {
        return type(name(comment.names(), comment.position()));
      }
    }
    return null;
  }

  private void role(String name) {
    Privileges.checkKnown(name, catalog());
    if (!Privileges.name(name).equals("postgres")) {
      throw PgException.unsupported("a comment on a role");
    }
  }

  private Catalog catalog() {
    return definitions.catalog();
  }

  private String last() {
    return comment.names().get(comment.names().size() - 1);
  }

  private static void require(boolean there, String state, String what) {
    if (!there) {
      throw new PgException(state, what + " does not exist");
    }
  }

  private @Nullable String database(String name) {
    if (name.equals("postgres")) {
      return Comments.database();
    }
    definitions.tell(Notice.warning("3D000", "database \"" + name + "\" does not exist"));
    return null;
  }

  private static QualifiedName name(List<String> names, int position) {
    @Nullable String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    return new QualifiedName(schema, names.get(names.size() - 1), position);
  }

  private Relation owner() {
    List<String> owner = comment.names().subList(0, comment.names().size() - 1);
    return definitions.resolver().context().relation(name(owner, 0));
  }

  private String trigger() {
    Relation owner = owner();
    Trigger found = owner instanceof Table table ? catalog().routines().of(table, last()) : null;
    if (found == null) {
      throw TriggerDefinitions.missing(last(), owner.name());
    }
    return Comments.object(found.oid());
  }

  private String constraint() {
    Relation owner = owner();
    boolean there =
        owner instanceof Table table
            && (table.constraint(last()) != null
                || table.columns().stream()
                    .anyMatch(c -> c.notNull() && table.notNullName(c).equals(last())));
    require(there, "42704", "constraint \"%s\" for table \"%s\"".formatted(last(), owner.name()));
    return Comments.constraint(owner, last());
  }

  private String type(QualifiedName name) {
    List<String> path = definitions.resolver().context().path();
    EnumType found = catalog().findEnum(name.schema(), name.name(), path);
    Domain domain = catalog().findDomain(name.schema(), name.name(), path);
    PgType builtIn = catalog().builtIn(name.name());
    if (domain != null) {
      return Comments.type(domain.oid());
    }
    if (found == null && builtIn == null) {
      throw new PgException("42704", "type \"" + name + "\" does not exist");
    }
    if (comment.kind().equals("domain")) {
      throw new PgException("42809", "\"" + name + "\" is not a domain");
    }
    return Comments.type((found != null ? found.type() : Objects.requireNonNull(builtIn)).oid());
  }
}

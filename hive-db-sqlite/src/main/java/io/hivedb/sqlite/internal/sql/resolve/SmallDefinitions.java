// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.RoleDdl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Extensions, schemas, enums, views, renames and comments. */
final class SmallDefinitions {

  private final Definitions definitions;

  SmallDefinitions(Definitions definitions) {
    this.definitions = definitions;
  }

  void define(Ddl ddl) {
    if (ddl instanceof Ddl.CreateDomain create) {
      Domains.create(definitions, create);
    } else if (ddl instanceof Ddl.CreateMaterializedView create) {
      new MaterializedViews(definitions).create(create);
    } else if (ddl instanceof Ddl.RefreshMaterializedView refresh) {
      new MaterializedViews(definitions).refresh(refresh);
    } else if (ddl instanceof Ddl.DiscardTemp) {
      new Drops(definitions).temporaries();
    } else if (ddl instanceof Ddl.CreateRoutine create) {
      new RoutineDefinitions(definitions).create(create);
    } else if (ddl instanceof Ddl.DropRoutines drop) {
      new RoutineDefinitions(definitions).drop(drop);
    } else if (ddl instanceof Ddl.CommentRoutine comment) {
      new RoutineDefinitions(definitions).comment(comment);
    } else if (ddl instanceof Ddl.CreateTrigger create) {
      new TriggerDefinitions(definitions).create(create);
    } else if (ddl instanceof Ddl.DropTrigger drop) {
      new TriggerDefinitions(definitions).drop(drop);
    } else if (ddl instanceof Ddl.RenameTrigger rename) {
      new TriggerDefinitions(definitions).rename(rename);
    } else if (ddl instanceof Ddl.CreateExtension create) {
      extension(create);
    } else if (ddl instanceof Ddl.CreateSchema create) {
      schema(create);
    } else if (ddl instanceof Ddl.CreateEnum create) {
      new EnumDefinitions(definitions).create(create);
    } else if (ddl instanceof Ddl.AddEnumValue add) {
      new EnumDefinitions(definitions).add(add);
    } else if (ddl instanceof Ddl.CreateView create) {
      view(create);
    } else if (ddl instanceof Ddl.CreateSequence create) {
      new SequenceDefinitions(definitions).create(create);
    } else if (ddl instanceof Ddl.AlterSequence alter) {
      new SequenceDefinitions(definitions).alter(alter);
    } else if (ddl instanceof Ddl.Rename rename) {
      if (rename.kind().equals("type")) {
        new TypeChanges(definitions).rename(rename);
      } else {
        new Relocations(definitions).rename(rename);
      }
    } else if (ddl instanceof Ddl.RenameEnumValue rename) {
      new TypeChanges(definitions).rename(rename);
    } else if (ddl instanceof Ddl.AlterDomain alter) {
      new DomainChanges(definitions).change(alter);
    } else if (ddl instanceof Ddl.Unchanged unchanged) {
      Privileges.check(unchanged, definitions);
    } else if (ddl instanceof Ddl.AlterRoutine alter) {
      new RoutineChanges(definitions).change(alter);
    } else if (ddl instanceof Ddl.OfRoutines routines) {
      RoutinePrivileges.check(routines, definitions);
    } else if (ddl instanceof RoleDdl roles) {
      new RoleChanges(definitions).change(roles);
    } else if (ddl instanceof Ddl.Comment comment) {
      comment(comment);
    }
  }

  private void extension(Ddl.CreateExtension create) {
    if (definitions.catalog().extensions().contains(create.name())) {
      if (!create.ifNotExists()) {
        throw new PgException("42710", "extension \"" + create.name() + "\" already exists");
      }
      definitions.skip("42710", "extension \"" + create.name() + "\" already exists");
      return;
    }
    // hstore is there in name: its type and functions are refused.
    if (!List.of("vector", "pgcrypto", "plpgsql", "uuid-ossp", "hstore").contains(create.name())) {
      throw PgException.unsupported("extension " + create.name()).at(create.position());
    }
    definitions.become(definitions.catalog().extension(create.name(), true));
  }

  private void schema(Ddl.CreateSchema create) {
    String owner = create.owner();
    if (owner != null) {
      Privileges.checkKnown(owner, definitions.catalog());
    }
    String name = create.name().isEmpty() && owner != null ? Privileges.name(owner) : create.name();
    schema(name, create.ifNotExists());
    if (owner != null) {
      Privileges.own(owner, "schema", name, definitions);
    }
  }

  private void schema(String name, boolean ifNotExists) {
    if (definitions.catalog().schemas().contains(name)) {
      if (!ifNotExists) {
        throw new PgException("42P06", "schema \"" + name + "\" already exists");
      }
      definitions.skip("42P06", "schema \"" + name + "\" already exists");
      return;
    }
    if (name.startsWith("pg_")) {
      throw new PgException("42939", "unacceptable schema name \"" + name + "\"")
          .detail("The prefix \"pg_\" is reserved for system schemas.");
    }
    definitions.become(definitions.catalog().schema(name, true));
  }

  private void view(Ddl.CreateView create) {
    String schema =
        create.temporary()
            ? definitions.temporarySchema(create.name())
            : definitions.schemaOf(create.name());
    if (!create.temporary()) {
      definitions.refuseTemporaries(create.query());
    }
    String name = create.name().name();
    Relation existing = definitions.catalog().relation(Names.key(schema, name));
    if (existing != null && !(create.replace() && existing instanceof Relation.View)) {
      throw new PgException("42P07", "relation \"" + name + "\" already exists");
    }
    if (existing == null) {
      definitions.checkTypeIsFree(schema, name);
    }
    Query query = definitions.resolver().queries().resolve(create.query(), null);
    List<Column> columns =
        TableDefinitions.ofQuery(
            query, create.columns(), "CREATE VIEW specifies more column names than columns");
    columns = Collations.derived(columns, definitions);
    if (existing instanceof Relation.View old) {
      checkReplacement(old, columns);
    }
    UpdatableViews.check(create);
    int oid = existing == null ? definitions.catalog().nextOid(schema) : existing.oid();
    definitions.become(
        definitions
            .catalog()
            .with(
                new Relation.View(
                    schema,
                    name,
                    oid,
                    columns,
                    create.query(),
                    definitions.resolver().context().path(),
                    create.checkOption())));
  }

  private static void checkReplacement(Relation.View old, List<Column> columns) {
    if (columns.size() < old.columns().size()) {
      throw new PgException("42P16", "cannot drop columns from view");
    }
    for (int i = 0; i < old.columns().size(); i++) {
      Column before = old.columns().get(i);
      if (!before.name().equals(columns.get(i).name())) {
        throw new PgException(
            "42P16",
            "cannot change name of view column \""
                + before.name()
                + "\" to \""
                + columns.get(i).name()
                + "\"");
      }
      if (!before.type().equals(columns.get(i).type())) {
        throw new PgException(
            "42P16",
            "cannot change data type of view column \""
                + before.name()
                + "\" from "
                + before.type()
                + " to "
                + columns.get(i).type());
      }
    }
  }

  private void comment(Ddl.Comment comment) {
    String name = comment.names().get(comment.names().size() - 1);
    CommentedObjects other = new CommentedObjects(comment, definitions);
    if (other.isOne()) {
      String key = other.key();
      if (key != null) {
        comment(key, comment.text());
      }
      return;
    }
    boolean column = comment.kind().equals("column");
    int last = comment.names().size() - (column ? 2 : 1);
    if (last < 0) {
      throw new PgException("42601", "column name must be qualified").at(comment.position());
    }
    String schema = last > 0 ? comment.names().get(last - 1) : null;
    Relation relation =
        definitions
            .resolver()
            .context()
            .relation(new QualifiedName(schema, comment.names().get(last), comment.position()));
    refuseTemporary(relation);
    if (!column) {
      comment(Comments.relation(relation), comment.text());
      return;
    }
    if (Comments.columns(relation).stream().noneMatch(c -> c.name().equals(name))) {
      throw new PgException(
          "42703",
          "column \"" + name + "\" of relation \"" + relation.name() + "\" does not exist");
    }
    comment(Comments.column(relation, name), comment.text());
  }

  private void refuseTemporary(Relation relation) {
    if (relation.schema().equals(definitions.catalog().temporarySchema())) {
      throw PgException.unsupported("a comment on a temporary object");
    }
  }

  private void comment(String key, @Nullable String text) {
    boolean none = text == null || text.isEmpty();
    // The database has a comment from the beginning, which an empty one takes away.
    String kept = none && !key.equals(Comments.database()) ? null : none ? "" : text;
    definitions.become(
        definitions.catalog().with(definitions.catalog().comments().with(key, kept)));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** DROP TYPE and DROP DOMAIN. */
final class TypeDrops {

  private final Definitions definitions;

  TypeDrops(Definitions definitions) {
    this.definitions = definitions;
  }

  void domain(QualifiedName name, Ddl.Drop drop) {
    Domain found =
        definitions
            .catalog()
            .findDomain(name.schema(), name.name(), definitions.resolver().context().path());
    if (found == null) {
      if (drop.ifExists()) {
        skip(name);
        return;
      }
      throw new PgException("42704", "type \"" + name + "\" does not exist");
    }
    boolean used =
        definitions.catalog().tables().stream()
            .anyMatch(t -> t.columns().stream().anyMatch(c -> found.key().equals(c.domain())));
    if (used && drop.cascade()) {
      throw PgException.unsupported("DROP DOMAIN ... CASCADE of a domain that columns have");
    }
    if (used) {
      Dependents users = new Dependents(definitions, Set.of());
      throw Drops.dependent("type " + users.type(found.schema(), found.name()))
          .detail(users.columns(found));
    }
    definitions.become(definitions.catalog().withoutDomain(found.key()));
  }

  void type(QualifiedName name, Ddl.Drop drop) {
    EnumType found =
        definitions
            .catalog()
            .findEnum(name.schema(), name.name(), definitions.resolver().context().path());
    boolean domain =
        definitions
                .catalog()
                .findDomain(name.schema(), name.name(), definitions.resolver().context().path())
            != null;
    if (found == null && domain) {
      domain(name, drop);
      return;
    }
    if (found == null) {
      if (drop.ifExists()) {
        skip(name);
        return;
      }
      throw new PgException("42704", "type \"" + name + "\" does not exist");
    }
    List<String> victims = new ArrayList<>();
    for (Table table : definitions.catalog().tables()) {
      for (Column column : table.columns()) {
        boolean uses =
            column.type().equals(found.type()) || found.type().equals(column.type().element());
        if (uses && !drop.cascade()) {
          Dependents users = new Dependents(definitions, Set.of());
          String shown = users.type(found.schema(), name.name());
          throw Drops.dependent("type " + shown).detail(users.columns(found.type(), shown));
        }
        if (uses
            && !new ColumnReads(definitions.catalog(), table, column.name()).views().isEmpty()) {
          throw PgException.unsupported("DROP TYPE ... CASCADE of a type that a view's column has");
        }
        if (uses) {
          String of = new Dependents(definitions, Set.of()).described(table);
          victims.add("column " + column.name() + " of " + of);
          Table now = Objects.requireNonNull(definitions.catalog().table(table.key()));
          new ColumnChanges(definitions, new SqliteSchema(definitions))
              .drop(now, new AlterAction.DropColumn(column.name(), false, true));
        }
      }
    }
    refuseExpressions(name.name(), drop);
    Cascades.tell(definitions, victims);
    definitions.become(definitions.catalog().withoutEnum(Names.key(found.schema(), name.name())));
  }

  private void skip(QualifiedName name) {
    boolean known =
        name.schema() == null || definitions.catalog().schemas().contains(name.schema());
    definitions.skip(
        Notice.SUCCESS,
        known
            ? "type \"" + name + "\" does not exist"
            : "schema \"" + name.schema() + "\" does not exist");
  }

  /** Defaults, checks, views and indexes that name the type. */
  private void refuseExpressions(String name, Ddl.Drop drop) {
    Set<String> lines = new Dependents(definitions, Set.of()).expressions(name);
    if (lines.isEmpty()) {
      return;
    }
    if (drop.cascade()) {
      throw PgException.unsupported("DROP TYPE ... CASCADE of a type that an expression names");
    }
    throw Drops.dependent("type " + name).detail(String.join("\n", lines));
  }
}

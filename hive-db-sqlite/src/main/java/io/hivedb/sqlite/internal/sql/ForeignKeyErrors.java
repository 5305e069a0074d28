// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says of a violated foreign key. */
final class ForeignKeyErrors {

  private final Catalog catalog;
  private final @Nullable RowChange change;

  ForeignKeyErrors(Catalog catalog, @Nullable RowChange change) {
    this.catalog = catalog;
    this.change = change;
  }

  /** SQLite does not say which one; often only one can be meant. */
  PgException violated() {
    List<Table> owners = new ArrayList<>();
    List<Constraint> candidates = new ArrayList<>();
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        if (constraint.kind() == Constraint.Kind.FOREIGN && mayBe(table, constraint)) {
          owners.add(table);
          candidates.add(constraint);
        }
      }
    }
    if (candidates.size() != 1) {
      return new PgException("23503", "a foreign key constraint is violated");
    }
    Table owner = owners.get(0);
    boolean child =
        change == null
            || (change.table().equals(owner.key()) && !change.command().equals("DELETE"));
    return violated(owner, candidates.get(0), child);
  }

  /** One that is known: by a row of its owner, or by one that its owner refers to. */
  PgException violated(Table owner, Constraint constraint, boolean child) {
    String name = constraint.name();
    String text =
        child
            ? "insert or update on table \""
                + owner.name()
                + "\" violates foreign key constraint \""
                + name
                + "\""
            : parent(constraint, owner);
    return new PgException("23503", text).on(owner.schema(), owner.name(), null, name);
  }

  /** SQLite has a trigger of its own for ON DELETE RESTRICT and ON UPDATE RESTRICT. */
  PgException restricted() {
    PgException found = new PgException("23001", "a foreign key with RESTRICT is violated");
    int count = 0;
    for (Table owner : catalog.tables()) {
      for (Constraint constraint : owner.constraints()) {
        boolean mine = change == null || Objects.equals(change.table(), constraint.referenced());
        if (constraint.actions().contains("RESTRICT") && mine) {
          count++;
          found = restricted(owner, constraint);
        }
      }
    }
    return count == 1 ? found : new PgException("23001", "a foreign key with RESTRICT is violated");
  }

  /** One with RESTRICT that is known. */
  PgException restricted(Table owner, Constraint constraint) {
    String text =
        parent(constraint, owner)
            .replace("violates foreign key", "violates RESTRICT setting of foreign key");
    return new PgException("23001", text).on(owner.schema(), owner.name(), null, constraint.name());
  }

  private String parent(Constraint constraint, Table owner) {
    Table parent = catalog.table(Objects.toString(constraint.referenced(), ""));
    return "update or delete on table \""
        + (parent == null ? "" : parent.name())
        + "\" violates foreign key constraint \""
        + constraint.name()
        + "\" on table \""
        + owner.name()
        + "\"";
  }

  private boolean mayBe(Table table, Constraint constraint) {
    if (change == null) {
      return true;
    }
    boolean child = change.table().equals(table.key());
    boolean parent = change.table().equals(constraint.referenced());
    return switch (change.command()) {
      case "INSERT" -> child;
      case "DELETE" -> parent;
      default -> child || parent;
    };
  }
}

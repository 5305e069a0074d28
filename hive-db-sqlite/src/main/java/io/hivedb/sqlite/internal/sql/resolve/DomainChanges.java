// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** ALTER DOMAIN: the tables that have the domain are checked, and keep its checks. */
final class DomainChanges {

  private final Definitions definitions;

  DomainChanges(Definitions definitions) {
    this.definitions = definitions;
  }

  void change(Ddl.AlterDomain alter) {
    Domain domain =
        definitions
            .catalog()
            .findDomain(
                alter.name().schema(),
                alter.name().name(),
                definitions.resolver().context().path());
    if (domain == null) {
      throw new PgException("42704", "type \"" + alter.name() + "\" does not exist");
    }
    Ddl.DomainAction action = alter.action();
    switch (action.verb()) {
      case "default" -> setDefault(domain, action.value());
      case "set not null" -> notNull(domain, true);
      case "drop not null" -> notNull(domain, false);
      case "drop" -> drop(domain, action);
      default -> add(domain, action);
    }
  }

  private void setDefault(Domain domain, @Nullable Expr value) {
    Domain changed = with(domain, domain.notNull(), value, domain.checks());
    if (value != null) {
      Subqueries.refuse(value, "DEFAULT expression");
      new Domains(definitions.resolver()).defaultValue(changed);
    }
    definitions.become(definitions.catalog().with(changed));
  }

  private void notNull(Domain domain, boolean notNull) {
    if (domain.notNull() == notNull) {
      return;
    }
    if (notNull) {
      for (Use use : uses(domain)) {
        String message =
            "column \""
                + use.column().name()
                + "\" of table \""
                + use.table().name()
                + "\" contains null values";
        new ConstraintChanges(definitions)
            .refuseRows(
                use.table(), Names.column(use.column().name()) + " IS NULL", "23502", message);
      }
    }
    become(with(domain, notNull, domain.defaultValue(), domain.checks()));
  }

  private void drop(Domain domain, Ddl.DomainAction action) {
    List<Domain.Check> checks = new ArrayList<>(domain.checks());
    if (checks.removeIf(check -> check.name().equals(action.constraint()))) {
      become(with(domain, domain.notNull(), domain.defaultValue(), checks));
    } else if (!action.ifExists()) {
      throw new PgException(
          "42704",
          "constraint \""
              + action.constraint()
              + "\" of domain \""
              + domain.name()
              + "\" does not exist");
    }
  }

  private void add(Domain domain, Ddl.DomainAction action) {
    if (!action.validated()) {
      throw PgException.unsupported("ALTER DOMAIN ... NOT VALID");
    }
    Ddl.DomainCheck wanted = Objects.requireNonNull(action.check());
    Subqueries.refuse(wanted.condition(), "check constraint");
    String name = Domains.freeName(domain.name(), wanted.name(), domain.checks());
    Domain.Check check = new Domain.Check(name, wanted.condition());
    Domains domains = new Domains(definitions.resolver());
    domains.condition(check, domain, "v");
    for (Use use : uses(domain)) {
      String condition =
          "NOT (" + domains.condition(check, domain, Names.column(use.column().name())) + ")";
      String message =
          "column \""
              + use.column().name()
              + "\" of table \""
              + use.table().name()
              + "\" contains values that violate the new constraint";
      new ConstraintChanges(definitions).refuseRows(use.table(), condition, "23514", message);
    }
    List<Domain.Check> checks = new ArrayList<>(domain.checks());
    checks.add(check);
    checks.sort(Comparator.comparing(Domain.Check::name));
    become(with(domain, domain.notNull(), domain.defaultValue(), checks));
  }

  /** A column that has a domain. */
  private record Use(Table table, Column column) {}

  private List<Use> uses(Domain domain) {
    List<Use> uses = new ArrayList<>();
    for (Table table : definitions.catalog().tables()) {
      for (Column column : table.columns()) {
        if (domain.key().equals(column.domain())) {
          uses.add(new Use(table, column));
        }
      }
    }
    return uses;
  }

  private static Domain with(
      Domain d, boolean notNull, @Nullable Expr value, List<Domain.Check> checks) {
    return new Domain(
        d.schema(), d.name(), d.oid(), d.base(), d.typmod(), notNull, value, List.copyOf(checks));
  }

  private void become(Domain domain) {
    refuseCasts(domain);
    definitions.become(definitions.catalog().with(domain));
    SqliteSchema schema = new SqliteSchema(definitions);
    uses(domain).stream().map(Use::table).distinct().forEach(schema::redefine);
  }

  /** SQLite keeps the checks of a cast in an expression. */
  private void refuseCasts(Domain domain) {
    String cast = "name=" + domain.name() + ",";
    for (Relation relation : definitions.catalog().relations()) {
      StringBuilder kept = new StringBuilder();
      if (relation instanceof Table table) {
        table.columns().forEach(c -> kept.append(c.generated()));
        table.constraints().forEach(c -> kept.append(c.check()));
      } else if (relation instanceof Relation.Index index) {
        kept.append(index.keys()).append(index.where());
      }
      if (kept.indexOf(cast) >= 0) {
        throw PgException.unsupported("ALTER DOMAIN of a domain that an expression casts to");
      }
    }
  }
}

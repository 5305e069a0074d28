// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Domains: a value has the type below, and is checked where it becomes one of the domain. */
public final class Domains {

  /** Marks the CHECK constraints of SQLite that stand for a domain's. */
  public static final String MARK = "hive_domain ";

  private final Resolver resolver;

  Domains(Resolver resolver) {
    this.resolver = resolver;
  }

  /** CREATE DOMAIN. */
  static void create(Definitions definitions, Ddl.CreateDomain create) {
    String schema = definitions.schemaOf(create.name());
    String name = create.name().name();
    Catalog catalog = definitions.catalog();
    definitions.checkTypeIsFree(schema, name);
    if (Types.byName(name) != null) {
      throw PgException.unsupported("a domain with the name of a type");
    }
    Context context = definitions.resolver().context();
    if (context.domain(create.type()) != null) {
      throw PgException.unsupported("a domain over a domain");
    }
    PgType base = context.type(create.type());
    int typmod = context.typmod(create.type(), base);
    if (Types.isOfCatalog(base)) {
      throw PgException.unsupported("a domain over " + base);
    }
    List<Domain.Check> checks = new ArrayList<>();
    for (Ddl.DomainCheck check : create.checks()) {
      checks.add(new Domain.Check(freeName(name, check.name(), checks), check.condition()));
    }
    checks.sort(Comparator.comparing(Domain.Check::name));
    Domain domain =
        new Domain(
            schema,
            name,
            catalog.nextOid(),
            base,
            typmod,
            create.notNull(),
            create.defaultValue(),
            List.copyOf(checks));
    Domains domains = new Domains(definitions.resolver());
    domain.checks().forEach(check -> domains.condition(check, domain, "v"));
    if (domain.defaultValue() != null) {
      domains.defaultValue(domain);
    }
    definitions.become(catalog.with(domain));
  }

  static String freeName(String domain, @Nullable String given, List<Domain.Check> others) {
    String base = given == null ? domain + "_check" : given;
    String name = base;
    for (int i = 1; ; i++) {
      String wanted = name;
      if (others.stream().noneMatch(other -> other.name().equals(wanted))) {
        return name;
      }
      if (given != null) {
        throw new PgException(
            "42710", "constraint \"" + given + "\" for domain \"" + domain + "\" already exists");
      }
      name = base + i;
    }
  }

  /** A check of a value as SQL. */
  String condition(Domain.Check check, Domain domain, String value) {
    Scope scope = new Scope(null);
    List<Scope.Item> items =
        List.of(new Scope.Item(Domain.VALUE, domain.base(), domain.typmod(), value, null));
    scope.add(new Scope.Source("", null, items, null, new HashSet<>()));
    scope.aggregates().forbid("check constraints");
    return resolver.predicates().condition(check.condition(), scope, "CHECK").sql();
  }

  /** A value of the domain's base type, checked. */
  Typed checked(Typed value, Domain domain) {
    if (domain.checks().isEmpty() && !domain.notNull()) {
      return value;
    }
    resolver.context().constants().vary();
    String alias = resolver.context().alias();
    StringBuilder sql = new StringBuilder("(SELECT CASE");
    if (domain.notNull()) {
      sql.append(" WHEN ").append(alias).append(".v IS NULL THEN pg_fail('23502', ");
      sql.append(Names.literal("domain " + domain.name() + " does not allow null values"));
      sql.append(')');
    }
    for (Domain.Check check : domain.checks()) {
      sql.append(" WHEN NOT (").append(condition(check, domain, alias + ".v"));
      sql.append(") THEN pg_fail('23514', ").append(Names.literal(violation(domain, check)));
      sql.append(')');
    }
    sql.append(" ELSE ").append(alias).append(".v END FROM (SELECT ").append(value.sql());
    sql.append(" AS v) AS ").append(alias).append(')');
    return Typed.of(sql.toString(), value.type(), value.typmod(), value.position());
  }

  private static String violation(Domain domain, Domain.Check check) {
    return "value for domain "
        + domain.name()
        + " violates check constraint \""
        + check.name()
        + "\"";
  }

  /** The default of a domain, cast to its base type. */
  String defaultValue(Domain domain) {
    if (domain.defaultValue() == null) {
      return "NULL";
    }
    Typed value = resolver.resolve(domain.defaultValue(), new Scope(null));
    return resolver.casts().assign(value, domain.base(), domain.typmod(), domain.name()).sql();
  }

  /** The constraints of SQLite for a column of the domain. */
  String constraints(Domain domain, String column) {
    StringBuilder sql = new StringBuilder();
    if (domain.notNull()) {
      sql.append(constraint("23502 domain " + domain.name() + " does not allow null values"));
      sql.append(column).append(" IS NOT NULL)");
    }
    for (Domain.Check check : domain.checks()) {
      sql.append(constraint("23514 " + violation(domain, check)));
      sql.append(condition(check, domain, column)).append(')');
    }
    return sql.toString();
  }

  private static String constraint(String failure) {
    return ", CONSTRAINT " + Names.quote(MARK + failure) + " CHECK (";
  }
}

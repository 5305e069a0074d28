// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Typmods;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.system.ObjectNames;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known while one statement is resolved: catalogue, search path, parameters. */
final class Context {

  private final Catalog catalog;
  private final List<String> path;
  private final List<@Nullable PgType> parameters = new ArrayList<>();
  private int aliases;
  private int locks;
  private Select.RowLock lock = Select.RowLock.NONE;
  private String locked = "";
  private final Scope top;
  private final @Nullable Scope variables;
  private boolean partial;
  private boolean stable;
  private boolean readsClock;
  private final Constants constants = new Constants();
  private Map<String, String> copies = Map.of();

  Context(
      Catalog catalog,
      List<String> path,
      int parameterCount,
      List<? extends @Nullable PgType> declared) {
    this(catalog, path, null);
    for (int i = 0; i < parameterCount; i++) {
      PgType type = i < declared.size() ? declared.get(i) : null;
      parameters.add(type == null || type.equals(Types.UNKNOWN) ? null : type);
    }
  }

  /** For a statement of a routine, whose variables are its parameters. */
  Context(Catalog catalog, List<String> path, @Nullable Variables variables) {
    this.catalog = catalog;
    this.path = path;
    this.variables = variables == null ? null : variables.scope();
    this.top = new Scope(this.variables);
    if (variables != null) {
      parameters.addAll(variables.types());
    }
  }

  /** A scope of its own, which sees nothing but a routine's variables. */
  Scope alone() {
    return new Scope(variables);
  }

  Catalog catalog() {
    return catalog;
  }

  /** A part of an expression is not immutable. */
  void stable() {
    stable(true);
  }

  /** The same for what says that it is not immutable; whether it tells the truth. */
  void stable(boolean truly) {
    stable = true;
    if (truly) {
      constants.stable();
    }
  }

  /** Whether a part of an expression was not immutable since the last call. */
  boolean takeStable() {
    boolean was = stable;
    stable = false;
    return was;
  }

  /** The session knows what {@code 'now'} and {@code 'today'} are in the statement. */
  void readClock() {
    readsClock = true;
  }

  boolean readsClock() {
    return readsClock;
  }

  /** The constants that were resolved so far. */
  Constants constants() {
    return constants;
  }

  List<String> path() {
    return path;
  }

  ObjectNames objects() {
    return new ObjectNames(catalog, path);
  }

  /** A part of the statement locks rows, as FOR UPDATE does. */
  void lock(Select.RowLock wanted, String relation) {
    locks++;
    if (wanted.compareTo(lock) > 0) {
      lock = wanted;
      locked = relation;
    }
  }

  Select.RowLock lock() {
    return lock;
  }

  /** What a query locks that locks rows. */
  RowLocking locking(Query query) {
    LockAtOnce atOnce = lockAtOnce();
    String table = locks == 1 ? query.numberRows() : null;
    return new RowLocking(table, atOnce == null ? null : atOnce.problem());
  }

  /** Not to wait for locks, where the statement says so. */
  @Nullable LockAtOnce lockAtOnce() {
    return lock == Select.RowLock.FAIL
        ? new LockAtOnce("could not obtain lock on row in relation \"" + locked + "\"")
        : null;
  }

  /** What surrounds the statement: the common tables that earlier steps have filled. */
  Scope top() {
    return top;
  }

  /** While a part of a statement is resolved, later parts may still give parameters a type. */
  void partial(boolean value) {
    partial = value;
  }

  /** Reads some tables as they were before the statement, by the names of their copies. */
  void copies(Map<String, String> names) {
    copies = names;
  }

  /** Where the rows of a table are read. */
  String rows(Table table) {
    return copies.getOrDefault(table.key(), table.sqlite());
  }

  String alias() {
    return "r" + ++aliases;
  }

  Typed parameter(int number, int position) {
    PgType type = parameters.get(number - 1);
    return type == null
        ? new Typed("?" + number, Types.UNKNOWN, -1, null, number, null, position)
        : Typed.of("?" + number, type, position);
  }

  void setParameter(int number, PgType type) {
    PgType known = parameters.get(number - 1);
    if (known != null && !known.equals(type)) {
      throw new PgException("42P08", "inconsistent types deduced for parameter $" + number);
    }
    parameters.set(number - 1, type);
  }

  List<PgType> parameters() {
    List<PgType> types = new ArrayList<>();
    if (partial) {
      return types;
    }
    for (int i = 0; i < parameters.size(); i++) {
      PgType type = parameters.get(i);
      if (type == null) {
        throw new PgException("42P18", "could not determine data type of parameter $" + (i + 1));
      }
      types.add(type);
    }
    return types;
  }

  /** How many parameters there are. */
  int parameterCount() {
    return parameters.size();
  }

  /** Whether steps have parameters; a routine's variables are none unless they are read. */
  boolean areBound(List<Step> steps) {
    return variables == null
        ? !parameters().isEmpty()
        : steps.stream().anyMatch(step -> !step.parameters().isEmpty());
  }

  /** A relation by name, or PostgreSQL's error. */
  Relation relation(QualifiedName name) {
    Relation found = catalog.find(name.schema(), name.name(), path);
    if (found == null) {
      throw new PgException("42P01", "relation \"" + name + "\" does not exist")
          .at(name.position());
    }
    return found;
  }

  /** The domain of a type name, if it is one. */
  @Nullable Domain domain(TypeName name) {
    if (name.array() || (name.schema() == null && catalog.builtIn(name.name()) != null)) {
      return null;
    }
    Domain found = catalog.findDomain(name.schema(), name.name(), path);
    if (found != null && !name.modifiers().isEmpty()) {
      throw new PgException(
              "42601", "type modifier is not allowed for type \"" + name.name() + "\"")
          .at(name.position());
    }
    return found;
  }

  /** The type of a type name, or PostgreSQL's error. */
  PgType type(TypeName name) {
    PgType type = name.schema() == null ? catalog.builtIn(name.name()) : null;
    // The types of pgvector are in the schema public.
    type = MoreTypes.isPgvector(type) && !path.contains("public") ? null : type;
    if (type == null && "public".equals(name.schema())) {
      PgType found = catalog.builtIn(name.name());
      type = MoreTypes.isPgvector(found) ? found : null;
    }
    if (type == null) {
      EnumType found = catalog.findEnum(name.schema(), name.name(), path);
      type = found == null ? null : found.type();
    }
    if (type == null || type.category() == 'P' || type.category() == 'X') {
      throw unknownType(name);
    }
    return name.array() ? Types.array(type) : type;
  }

  private PgException unknownType(TypeName name) {
    if (catalog.findDomain(name.schema(), name.name(), path) != null) {
      return PgException.unsupported("the domain " + name.name() + " here").at(name.position());
    }
    boolean system = name.schema() == null && ObjectNames.isSystemType(name.name());
    if (system || UnsupportedTypes.isKnown(name.name())) {
      return PgException.unsupported("type " + name.name()).at(name.position());
    }
    Relation row = catalog.find(name.schema(), name.name(), path);
    if (row instanceof Table || row instanceof Relation.View) {
      return PgException.unsupported("the composite type " + name.name()).at(name.position());
    }
    String shown = name.schema() == null ? name.name() : name.schema() + "." + name.name();
    return new PgException("42704", "type \"" + shown + "\" does not exist").at(name.position());
  }

  /** PostgreSQL's modifier of a type name. */
  int typmod(TypeName name, PgType type) {
    return Typmods.of(type.element() == null ? type : type.element(), name);
  }
}

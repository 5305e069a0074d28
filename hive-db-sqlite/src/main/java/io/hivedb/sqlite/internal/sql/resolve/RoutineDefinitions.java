// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Routines;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.system.RoutineSettings;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE and DROP of functions and procedures. */
final class RoutineDefinitions {

  private final Definitions definitions;

  RoutineDefinitions(Definitions definitions) {
    this.definitions = definitions;
  }

  private Routines routines() {
    return definitions.catalog().routines();
  }

  private Context context() {
    return definitions.resolver().context();
  }

  void create(Ddl.CreateRoutine create) {
    RoutineDefinition definition = create.definition();
    checkLanguage(definition);
    String schema = definitions.schemaOf(definition.name());
    String name = definition.name().name();
    refuseSystemName(name);
    RoutineSettings.of(definition);
    List<PgType> arguments = new ArrayList<>();
    for (RoutineDefinition.Parameter input : definition.inputs()) {
      arguments.add(context().type(input.type()));
    }
    int oid = definitions.catalog().nextOid();
    Routine made =
        new Routine(
            schema, name, oid, arguments, outputs(definition), result(definition), definition);
    Routine old = routines().of(made.key());
    if (old != null) {
      made = replaced(create, old, made);
    }
    definitions.become(definitions.catalog().with(routines().with(made), made.oid()));
    new RoutineBodies(definitions, made).check();
  }

  static void refuseSystemName(String name) {
    boolean other =
        Registry.instance().functions(name).stream()
            .anyMatch(signature -> signature.kind() != Signature.Kind.SCALAR);
    if (other || AggregateCalls.isSpecial(name)) {
      throw PgException.unsupported("a function with the name of one of the system's");
    }
  }

  private static void checkLanguage(RoutineDefinition definition) {
    String language = definition.language();
    if (language.isEmpty()) {
      throw new PgException("42P13", "no language specified");
    }
    if (!language.equals("sql") && !language.equals("plpgsql")) {
      throw PgException.unsupported("a function in the language " + language);
    }
  }

  private static Routine replaced(Ddl.CreateRoutine create, Routine old, Routine made) {
    String kind = old.definition().procedure() ? "procedure" : "function";
    if (!create.replace()) {
      throw new PgException(
          "42723", "function \"" + made.name() + "\" already exists with same argument types");
    }
    if (old.definition().procedure() != made.definition().procedure()) {
      throw new PgException("42809", "cannot change routine kind")
          .detail("\"" + made.name() + "\" is a " + kind + ".");
    }
    boolean same =
        String.valueOf(old.definition().result())
            .replaceAll("position=\\d+", "")
            .equals(String.valueOf(made.definition().result()).replaceAll("position=\\d+", ""));
    if (!same || old.definition().set() != made.definition().set()) {
      throw new PgException("42P13", "cannot change return type of existing function")
          .hint(dropFirst(made));
    }
    checkParameters(old, made);
    return new Routine(
        made.schema(),
        made.name(),
        old.oid(),
        made.arguments(),
        made.outputs(),
        made.result(),
        made.definition());
  }

  private static String dropFirst(Routine routine) {
    String kind = routine.definition().procedure() ? "PROCEDURE " : "FUNCTION ";
    return "Use DROP " + kind + routine.described() + " first.";
  }

  /** A call may name the parameters, or leave them out. */
  private static void checkParameters(Routine old, Routine made) {
    List<RoutineDefinition.Parameter> before = old.definition().inputs();
    List<RoutineDefinition.Parameter> after = made.definition().inputs();
    for (int i = 0; i < before.size(); i++) {
      String name = before.get(i).name();
      if (!name.isEmpty() && !name.equals(after.get(i).name())) {
        throw new PgException("42P13", "cannot change name of input parameter \"" + name + "\"")
            .hint(dropFirst(made));
      }
    }
    long defaults = before.stream().filter(p -> p.value() != null).count();
    if (after.stream().filter(p -> p.value() != null).count() < defaults) {
      throw new PgException("42P13", "cannot remove parameter defaults from existing function")
          .hint(dropFirst(made));
    }
  }

  private List<Column> outputs(RoutineDefinition definition) {
    List<Column> outputs = new ArrayList<>();
    for (RoutineDefinition.Parameter parameter : definition.parameters()) {
      if (!parameter.mode().equals("in") && !parameter.mode().equals("variadic")) {
        PgType type = context().type(parameter.type());
        int typmod = context().typmod(parameter.type(), type);
        outputs.add(Column.of(parameter.name(), type, typmod));
      }
    }
    return outputs;
  }

  private @Nullable PgType result(RoutineDefinition definition) {
    TypeName result = definition.result();
    if (result == null || definition.isTrigger()) {
      return null;
    }
    if (result.schema() == null && !result.array()) {
      if (result.name().equals("void")) {
        return Types.VOID;
      }
      if (result.name().equals("record")) {
        return Types.RECORD;
      }
    }
    boolean row =
        definitions.catalog().find(result.schema(), result.name(), context().path()) != null;
    return row && definitions.catalog().builtIn(result.name()) == null
        ? null
        : context().type(result);
  }

  void drop(Ddl.DropRoutines drop) {
    for (Ddl.RoutineName name : drop.names()) {
      Routine found = new RoutineSearch(definitions).find(drop.kind(), name, drop.ifExists());
      if (found != null) {
        Cascades.tell(definitions, drop(found, drop.cascade()));
      }
    }
  }

  void comment(Ddl.CommentRoutine comment) {
    Routine found = new RoutineSearch(definitions).find(comment.kind(), comment.name(), false);
    if (found != null) {
      Catalog catalog = definitions.catalog();
      String key = Comments.object(found.oid());
      definitions.become(catalog.with(catalog.comments().with(key, comment.text())));
    }
  }

  /** Drops a routine with its triggers, and describes these. */
  private List<String> drop(Routine routine, boolean cascade) {
    RoutineUsers users = new RoutineUsers(definitions, routine);
    List<String> lines = users.lines(cascade);
    if (!lines.isEmpty() && !cascade) {
      String described = new Dependents(definitions, Set.of()).described(routine);
      String reason = " depends on " + described;
      throw Drops.dependent(described).detail(String.join(reason + "\n", lines) + reason);
    }
    users.forget();
    definitions.become(definitions.catalog().with(routines().without(routine), 0));
    return lines;
  }

  /** What DROP SCHEMA does with the functions in it. */
  void dropSchema(String schema) {
    routines().all().stream()
        .filter(routine -> routine.schema().equals(schema))
        .toList()
        .forEach(routine -> drop(routine, true));
  }
}

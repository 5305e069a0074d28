// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.RelationNames;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Functions by the texts of {@code regproc} and {@code regprocedure}. */
public final class ProcNames {

  private final Catalog catalog;
  private final List<String> path;
  private final ObjectNames names;

  /** The names of a catalogue under a search path. */
  public ProcNames(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
    this.names = new ObjectNames(catalog, path);
  }

  /** How functions are printed. */
  public ProcTexts texts() {
    return new ProcTexts(catalog, path, names);
  }

  /** What {@code regproc} shows for a text. */
  public String name(String text) {
    return text.matches("\\d+|-") ? name(text.equals("-") ? 0 : Long.parseLong(text)) : shown(text);
  }

  private String shown(String text) {
    Proc only = only(text);
    if (only == null) {
      throw new PgException("42883", "function \"" + text + "\" does not exist");
    }
    return name(only);
  }

  /** The only function of a name; null for none. */
  private @Nullable Proc only(String text) {
    List<Proc> found = named(text);
    if (found.size() > 1) {
      throw new PgException("42725", "more than one function named \"" + text + "\"");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /** {@code to_regproc}. */
  public @Nullable String find(String text) {
    List<Proc> found = named(text);
    return found.size() == 1 ? name(found.get(0)) : null;
  }

  /** What {@code regproc} shows for an OID. */
  public String name(long oid) {
    Proc proc = Proc.of(catalog, path, oid);
    return proc != null ? name(proc) : oid == 0 ? "-" : String.valueOf(oid);
  }

  private String name(Proc proc) {
    boolean alone = named(TypeTexts.identifier(proc.name())).size() == 1;
    return alone && isVisible(proc)
        ? TypeTexts.identifier(proc.name())
        : names.schema(proc.schema()) + "." + TypeTexts.identifier(proc.name());
  }

  /** The OID of what {@code regproc} shows. */
  public long oid(String shown) {
    if (shown.matches("\\d+|-")) {
      return shown.equals("-") ? 0 : Long.parseLong(shown);
    }
    List<Proc> found = named(shown);
    if (found.size() != 1) {
      throw PgException.unsupported("the OID of the overloaded function " + shown);
    }
    return found.get(0).oid();
  }

  private List<Proc> named(String text) {
    List<String> parts = RelationNames.parts(text);
    if (parts.isEmpty() || parts.size() > 2) {
      return List.of();
    }
    String schema = parts.size() == 2 ? parts.get(0) : null;
    String name = parts.get(parts.size() - 1);
    List<Proc> found = new ArrayList<>();
    boolean vector = catalog.extensions().contains("vector");
    for (SystemObjects.Found one : SystemObjects.functions(name)) {
      boolean there = vector || one.oid() < Oids.VECTOR_OBJECTS;
      if (there
          && (schema == null ? isInPath(one.schema()) : Oids.schema(schema) == one.schema())) {
        found.add(Proc.of(one));
      }
    }
    UserProcs users = new UserProcs(catalog, path);
    for (Routine routine : catalog.routines().all()) {
      boolean there =
          schema == null ? path.contains(routine.schema()) : routine.schema().equals(schema);
      if (there && routine.name().equals(name)) {
        found.add(users.proc(routine));
      }
    }
    return found;
  }

  private boolean isInPath(long schema) {
    return schema == Oids.PG_CATALOG || path.stream().anyMatch(one -> Oids.schema(one) == schema);
  }

  private boolean isVisible(Proc proc) {
    return isInPath(proc.schema());
  }

  /** {@code pg_function_is_visible}; null for an OID that is none. */
  public @Nullable Boolean isVisible(long oid) {
    Proc proc = Proc.of(catalog, path, oid);
    return proc == null ? null : (Boolean) isVisible(proc);
  }

  /** What {@code regprocedure} shows for an OID. */
  public String signature(long oid) {
    Proc proc = Proc.of(catalog, path, oid);
    return proc != null ? signature(proc) : oid == 0 ? "-" : String.valueOf(oid);
  }

  private String signature(Proc proc) {
    List<String> types = new ArrayList<>();
    proc.inputs().forEach(argument -> types.add(names.type(argument.type(), null)));
    String schema = isVisible(proc) ? "" : names.schema(proc.schema()) + ".";
    return schema + TypeTexts.identifier(proc.name()) + "(" + String.join(",", types) + ")";
  }

  /** What {@code regprocedure} shows for a text; the types are looked up. */
  public @Nullable String signature(String text, ToLongFunction<String> type) {
    Proc proc = find(text, type);
    return proc == null ? null : signature(proc);
  }

  /** The OID of what {@code regprocedure} shows. */
  public long oid(String shown, ToLongFunction<String> type) {
    if (shown.matches("\\d+|-")) {
      return shown.equals("-") ? 0 : Long.parseLong(shown);
    }
    Proc proc = find(shown, type);
    return proc == null ? 0 : proc.oid();
  }

  private @Nullable Proc find(String text, ToLongFunction<String> type) {
    int open = text.indexOf('(');
    if (open < 0 || !text.stripTrailing().endsWith(")")) {
      throw new PgException(
          "22P02", open < 0 ? "expected a left parenthesis" : "expected a right parenthesis");
    }
    List<Long> types = new ArrayList<>();
    String inner = text.substring(open + 1, text.lastIndexOf(')')).strip();
    for (String one : inner.isEmpty() ? new String[0] : inner.split(",(?![^(]*\\))")) {
      types.add(type.applyAsLong(one.strip().toLowerCase(Locale.ROOT)));
    }
    for (Proc proc : named(text.substring(0, open).strip())) {
      if (proc.inputs().stream().map(Proc.Argument::type).toList().equals(types)) {
        return proc;
      }
    }
    return null;
  }

  /** PostgreSQL's error for a function that {@code regprocedure} does not find. */
  public static PgException missing(String text) {
    return new PgException("42883", "function \"" + text + "\" does not exist");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function or procedure, of the system or of a user, as pg_proc has it.
 *
 * @param oid its OID
 * @param schema the OID of its schema
 * @param name its name
 * @param kind what it is: f, p, a, w
 * @param set whether its result is a set
 * @param result the OID of the type of its result
 * @param arguments what it gets and gives
 * @param routine what CREATE said; null for one of the system's
 */
record Proc(
    long oid,
    long schema,
    String name,
    String kind,
    boolean set,
    long result,
    List<Argument> arguments,
    @Nullable Routine routine) {

  /**
   * An argument.
   *
   * @param mode i, o, b, v or t
   * @param name its name; empty for none
   * @param type the OID of its type
   * @param value the text of its default; null for none
   */
  record Argument(String mode, String name, long type, @Nullable String value) {

    boolean isInput() {
      return !mode.equals("o") && !mode.equals("t");
    }
  }

  List<Argument> inputs() {
    return arguments.stream().filter(Argument::isInput).toList();
  }

  /** One by its OID. */
  static @Nullable Proc of(Catalog catalog, List<String> path, long oid) {
    Routine routine = oid == (int) oid ? catalog.routines().of((int) oid) : null;
    if (routine != null) {
      return new UserProcs(catalog, path).proc(routine);
    }
    SystemObjects.Found found = SystemObjects.function(oid);
    return found == null ? null : of(found);
  }

  /** One of the system's. */
  static Proc of(SystemObjects.Found found) {
    List<String> inputs = elements(found.text("proargtypes"));
    List<String> types = elements(found.text("proallargtypes"));
    List<String> modes = elements(found.text("proargmodes"));
    List<String> names = elements(found.text("proargnames"));
    List<Argument> arguments = new ArrayList<>();
    for (String type : types.isEmpty() ? inputs : types) {
      int at = arguments.size();
      String mode = modes.isEmpty() ? "i" : modes.get(at);
      String name = names.isEmpty() ? "" : names.get(at).replace("\"", "");
      arguments.add(new Argument(mode, name, Long.parseLong(type), null));
    }
    return new Proc(
        found.oid(),
        found.schema(),
        found.name(),
        found.text("prokind"),
        found.flag("proretset"),
        found.number("prorettype"),
        arguments,
        null);
  }

  private static List<String> elements(String array) {
    boolean none = array.equals("null") || array.equals("{}");
    return none ? List.of() : Arrays.asList(array.substring(1, array.length() - 1).split(","));
  }

  /** How many defaults one of the system's has, whose texts are not known one by one. */
  long unknownDefaults() {
    SystemObjects.Found found = routine == null ? SystemObjects.function(oid) : null;
    return found == null ? 0 : found.number("pronargdefaults");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a random statement: texts and smaller pieces. A reduced statement is made by putting
 * simpler pieces of the same type in.
 *
 * @param type the type of its value; empty for a clause that may be left out; "-" for neither
 * @param parts texts and nodes
 */
record Node(String type, List<Object> parts) {

  static Node of(String type, Object... parts) {
    return new Node(type, List.of(parts));
  }

  /** A clause that may be left out. */
  static Node clause(Object... parts) {
    return of("", parts);
  }

  /** All statements that are one step simpler. */
  List<Node> simpler() {
    List<Node> all = new ArrayList<>();
    if (type.isEmpty() && !parts.isEmpty()) {
      all.add(of(""));
    } else if (!type.equals("-")) {
      parts.stream()
          .filter(p -> p instanceof Node n && n.type.equals(type))
          .forEach(p -> all.add((Node) p));
      if (parts.stream().anyMatch(Node.class::isInstance) && Pools.types().contains(type)) {
        all.add(of(type, Pools.literals(type).get(0)));
        all.add(of(type, "NULL::" + Pools.sqlName(type)));
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Node node) {
        for (Node simpler : node.simpler()) {
          List<Object> changed = new ArrayList<>(parts);
          changed.set(i, simpler);
          all.add(new Node(type, changed));
        }
      }
    }
    return all;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    parts.forEach(text::append);
    return text.toString();
  }
}

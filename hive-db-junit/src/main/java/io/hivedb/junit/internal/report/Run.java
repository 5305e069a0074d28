// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ran on a backend.
 *
 * @param backend its id
 * @param classes by name
 */
public record Run(String backend, List<ClassResult> classes) {

  /** This with the classes of a newer one: those that ran in both are taken from there. */
  Run with(Run newer) {
    Map<String, ClassResult> all = new TreeMap<>();
    put(classes, all);
    put(newer.classes, all);
    return new Run(backend, List.copyOf(all.values()));
  }

  private static void put(Collection<ClassResult> classes, Map<String, ClassResult> all) {
    classes.forEach(each -> all.put(each.name(), each));
  }
}

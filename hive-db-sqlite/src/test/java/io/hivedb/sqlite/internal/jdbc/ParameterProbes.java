// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known of parameters before they are given. */
final class ParameterProbes {

  private ParameterProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put(
        "null by setNull with a type name",
        c -> {
          try (PreparedStatement s = c.prepareStatement("INSERT INTO t (j) VALUES (?)")) {
            s.setNull(1, Types.OTHER, "jsonb");
            return s.executeUpdate();
          }
        });
    probes.put(
        "parameters of all types",
        c -> {
          try (PreparedStatement s =
              c.prepareStatement(
                  "INSERT INTO t (i, l, s, n, r, d, b, x, dt, u, j) VALUES"
                      + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)")) {
            var m = s.getParameterMetaData();
            List<Object> all = new ArrayList<>();
            for (int i = 1; i <= m.getParameterCount(); i++) {
              all.add(
                  List.of(
                      m.getParameterTypeName(i),
                      m.getParameterType(i),
                      m.getParameterClassName(i),
                      m.getParameterMode(i),
                      m.isNullable(i),
                      m.isSigned(i)));
            }
            return all;
          }
        });
  }
}

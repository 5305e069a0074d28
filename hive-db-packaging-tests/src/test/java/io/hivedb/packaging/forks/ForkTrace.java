// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.forks;

import io.hivedb.HiveDb;
import io.hivedb.junit.HiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a fork leaves of a test.
 *
 * @param jvm its process
 * @param server the process that served it, or 0
 * @param code where the classes of Hive DB came from
 */
record ForkTrace(long jvm, long server, List<String> code) {

  static ForkTrace of(HiveDb database) {
    return new ForkTrace(
        ProcessHandle.current().pid(),
        Long.parseLong(database.health().details().getOrDefault("pid", "0")),
        Stream.of(HiveDb.class, HiveDatabase.class, database.getClass())
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toList());
  }

  void write(Path file) throws IOException {
    Files.writeString(file, jvm + "\n" + server + "\n" + String.join("\n", code));
  }

  static ForkTrace read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return new ForkTrace(
        Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)), lines.subList(2, lines.size()));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index says what the groups register. {@code -Dhive.docs.write=true} writes it anew. */
class RegistryIndexTests {

  private static final Path FILE =
      Path.of("src/main/resources/io/hivedb/sqlite/internal/sql/function/functions.tsv");

  @Test
  void theFileIsWhatTheGroupsRegister() throws Exception {
    List<String> lines = RegistryIndex.lines();
    if (Boolean.getBoolean("hive.docs.write")) {
      Files.write(FILE, lines);
    }

    assertThat(Files.readAllLines(FILE))
        .as("%s; -Dhive.docs.write=true writes it anew", FILE)
        .isEqualTo(lines);
  }

  @Test
  void whatIsReadIsWhatTheGroupsMake() {
    Registry made = FunctionGroups.complete();
    Registry read = RegistryIndex.read();

    assertThat(read.functions()).isEqualTo(made.functions());
    assertThat(read.operators()).isEqualTo(made.operators());
    assertThat(read.userFunctions().keySet()).isEqualTo(made.userFunctions().keySet());
    assertThat(read.accumulators().keySet()).isEqualTo(made.accumulators().keySet());
  }

  @Test
  void everyAggregateIsMadeWhenItIsNeeded() {
    RegistryIndex.read()
        .accumulators()
        .forEach((udf, supplier) -> assertThat(supplier.get()).as(udf).isNotNull());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTests {

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  @TempDir private Path memory;

  @Test
  void memoryIsTakenWhereItHasRoom() {
    assertThat(WorkDirectory.standard(memory, 1)).isEqualTo(memory);
  }

  @Test
  void memoryThatIsTooSmallIsNot() {
    assertThat(WorkDirectory.standard(memory, Long.MAX_VALUE)).isEqualTo(TEMPORARY);
  }

  @Test
  void aMachineWithoutItUsesTheTempDirectory() {
    assertThat(WorkDirectory.standard(memory.resolve("none"), 1)).isEqualTo(TEMPORARY);
  }
}

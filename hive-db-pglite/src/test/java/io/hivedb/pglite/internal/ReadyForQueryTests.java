// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyForQueryTests {

  private static final String MESSAGE = "Z\0\0\0\5";

  @ParameterizedTest
  @ValueSource(strings = {"T", "E"})
  void tellsThatATransactionIsOpen(String status) {
    assertThat(isInTransaction(MESSAGE + status, false)).isTrue();
    assertThat(isInTransaction("what came before" + MESSAGE + status, false)).isTrue();
  }

  @Test
  void tellsThatNoneIs() {
    assertThat(isInTransaction("what came before" + MESSAGE + "I", true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Z", MESSAGE, "\0\0\0\5I", MESSAGE + "Imore", "X\0\0\0\5I"})
  void otherBytesTellNothing(String bytes) {
    assertThat(isInTransaction(bytes, true)).isTrue();
    assertThat(isInTransaction(bytes, false)).isFalse();
  }

  @Test
  void theEndOfTheStreamTellsNothing() {
    assertThat(ReadyForQuery.isInTransaction(new byte[8], 0, -1, true)).isTrue();
  }

  private static boolean isInTransaction(String bytes, boolean was) {
    byte[] read = ("before" + bytes + MESSAGE + "E").getBytes(StandardCharsets.ISO_8859_1);
    return ReadyForQuery.isInTransaction(read, "before".length(), bytes.length(), was);
  }
}

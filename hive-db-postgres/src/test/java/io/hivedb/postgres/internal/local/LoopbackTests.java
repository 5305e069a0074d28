// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackTests {

  @Test
  void ipv4IsPreferred() {
    assertThat(Loopback.among(List.of("0:0:0:0:0:0:0:1%lo", "127.0.0.1", "10.0.0.7")))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void ipv6IsTakenWhereThereIsNoOther() {
    assertThat(Loopback.among(List.of("0:0:0:0:0:0:0:1%lo", "10.0.0.7"))).isEqualTo("::1");
  }

  @Test
  void aMachineThatTellsNothingIsTakenForAnOrdinaryOne() {
    assertThat(Loopback.among(List.of())).isEqualTo("127.0.0.1");
  }
}

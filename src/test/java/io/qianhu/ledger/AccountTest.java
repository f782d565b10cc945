package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names of accounts may be those of one, asked in either order. */
class AccountTest {
    @ParameterizedTest
    @CsvSource({
        "api key 0123456789ab, api key 0123456789ab, true",
        "api key 0123456789ab, api key 0123456789ac, false",
        "api key temporary, api key temporary, true",
        "api key temporary of 1, api key temporary of 1, true",
        "api key temporary of 1, api key temporary of 2, false",
        "api key temporary of 1, api key temporary of 12, false",
        "api key temporary, api key temporary of 1, true",
        "api key temporary, api:1 key temporary of 1, false",
        "api key temporary, other key temporary, false",
        "api key temporary, api key temporary1, false",
        "api key temporary, api key 0123456789ab, false",
        "api key temporary of 1, api key 0123456789ab, false",
        "api key 0123456789ab, api key 0123456789ab of 1, false",
        "the sandbox of this qianhu.home, the sandbox of this qianhu.home, true"
    })
    void mayBeSame(String one, String other, boolean may) {
        assertThat(Account.mayBeSame(one, other)).isEqualTo(may);
        assertThat(Account.mayBeSame(other, one)).isEqualTo(may);
    }
}

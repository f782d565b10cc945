package io.qianhu.dyvms;

/** What one submission came to, by what it means for the call list. */
public sealed interface Answer {
    Reply reply();

    /** Calls the case that fits. */
    <T> T fold(Cases<T> cases);

    /** One function for each kind of answer. */
    interface Cases<T> {
        T accepted(Accepted answer);

        T throttled(Throttled answer);

        T frequencyLimited(FrequencyLimited answer);

        T outsidePeriod(OutsidePeriod answer);

        T unreachable(Unreachable answer);

        T stop(Stop answer);

        T refused(Refused answer);

        T unrecognised(Unrecognised answer);

        T unconfirmed(Unconfirmed answer);
    }

    /** The robot task exists. */
    record Accepted(Reply reply, String taskId) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.accepted(this);
        }
    }

    /** Too many requests: nothing was done, the whole queue slows down. */
    record Throttled(Reply reply) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.throttled(this);
        }
    }

    /** A business frequency rule (minute, hour, day): nothing was done, wait by tier. */
    record FrequencyLimited(Reply reply) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.frequencyLimited(this);
        }
    }

    /** The API's own calling hours are closed: nothing was done. */
    record OutsidePeriod(Reply reply) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.outsidePeriod(this);
        }
    }

    /** The request provably never arrived: refused connection, no address, no TLS. */
    record Unreachable(Reply reply) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unreachable(this);
        }
    }

    /**
     * Nothing was done and nothing will be until a person acts: arrears, credentials, subscription.
     *
     * @param advice one sentence: what to do
     */
    record Stop(Reply reply, String advice) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.stop(this);
        }
    }

    /** The API says that this list is bad; nothing was created, other lists may pass. */
    record Refused(Reply reply) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /** A well-formed refusal with a code that no table has: this list is held and the run stops. */
    record Unrecognised(Reply reply) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unrecognised(this);
        }
    }

    /** The task may or may not exist: to be settled, never to be submitted again blindly. */
    record Unconfirmed(Reply reply) implements Answer {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unconfirmed(this);
        }
    }
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { request } from "@/api/client";
import type { Page, Person } from "@/api/types";
import { useClock } from "@/api/useClock";
import { usePerson } from "@/api/useSession";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { formatDay } from "@/ui/time";
import { AddPersonDialog } from "./AddPersonDialog";
import { Section } from "./Section";
import styles from "./Settings.module.css";

/** For administrators. */
export function People() {
  const me = usePerson();
  const clock = useClock();
  const [adding, setAdding] = useState(false);
  const people = useInfiniteQuery({
    queryKey: ["users"],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Person>>("/api/users", { query: { limit: 100, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const add = (
    <Button
      icon={<UserPlus aria-hidden />}
      onClick={() => {
        setAdding(true);
      }}
    >
      Add person
    </Button>
  );
  return (
    <Section
      title="People"
      description="Everybody has their own conversations, documents and plans."
      actions={add}
    >
      {people.isPending && <Skeleton lines={3} label="Loading the people" />}
      {people.isError && <ErrorNotice error={people.error} onRetry={() => void people.refetch()} />}
      {people.data && (
        <ul role="list" aria-label="People" className={styles.list}>
          {people.data.pages
            .flatMap((page) => page.items)
            .map((person) => (
              <li key={person.id} className={styles.person}>
                <p>
                  <strong>
                    {person.name}
                    {person.id === me.id && " (you)"}
                  </strong>
                  <small>
                    {person.email} · since {formatDay(person.created_at, clock)}
                  </small>
                </p>
                {person.role !== "user" && <Badge tone="accent">{person.role}</Badge>}
              </li>
            ))}
        </ul>
      )}
      {people.hasNextPage && (
        <Button busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          Show more
        </Button>
      )}
      {adding && (
        <AddPersonDialog
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}

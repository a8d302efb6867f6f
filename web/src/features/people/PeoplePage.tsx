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
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { formatDay } from "@/ui/time";
import { AddPersonDialog } from "./AddPersonDialog";
import { ErasePerson } from "./ErasePerson";
import styles from "./People.module.css";

const ROLES: Record<Person["role"], string> = {
  user: "person",
  admin: "administrator",
  service: "service",
};

/** For administrators. */
export function PeoplePage() {
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
      variant="primary"
      icon={<UserPlus aria-hidden />}
      onClick={() => {
        setAdding(true);
      }}
    >
      Add person
    </Button>
  );
  return (
    <>
      <PageHeader
        title="People"
        description="Everybody has their own conversations, documents and plans."
        actions={add}
      />
      {people.isPending && <Skeleton lines={3} label="Loading the people" />}
      {people.isError && <ErrorNotice error={people.error} onRetry={() => void people.refetch()} />}
      {people.data && (
        <ul role="list" aria-label="People" className={styles.list}>
          {people.data.pages
            .flatMap((page) => page.items)
            .map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
        </ul>
      )}
      {people.hasNextPage && (
        <Button
          className={styles.more}
          busy={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
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
    </>
  );
}

function PersonRow({ person }: { person: Person }) {
  const me = usePerson();
  const clock = useClock();
  return (
    <li className={styles.person}>
      <p>
        <strong>
          {person.name}
          {person.id === me.id && " (you)"}
        </strong>
        <small>
          {person.email} · {formatDay(person.created_at, clock)}
        </small>
      </p>
      {person.role !== "user" && <Badge tone="accent">{ROLES[person.role]}</Badge>}
      {person.id !== me.id && <ErasePerson person={person} />}
    </li>
  );
}

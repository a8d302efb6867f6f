"""English (see ../cues.py for what each field holds)."""

# ruff: noqa: E501

from agent_core.planning.local.bag import bag
from agent_core.understanding.cues import Table

TABLE = Table(
    common=bag(
        "the a an to my me is are was were of and in on at for it its it's what do does did you i i'm i'll i've with that "
        "this these those from add show please how when where who why which can could would should will not don't doesn't "
        "didn't can't won't isn't be been have has had he she his her him we our us they their them there here about by "
        "your any some all every or but so if then than as out up off over after before no yes now just like want need "
        "get got make send call tell find book remind delete save open good morning thanks thank hello hey night "
        "great nothing something anything much many lot more really too also again today tomorrow yesterday week month"
    ),
    spelling=r"\b\w+n't\b|\b\w+'(?:ll|ve|re|m|s|d)\b|\b\w{3,}ing\b|\bwh\w{2,}|\b\w+ght\w*\b|\bth\w{2,}|\b\w{3,}ly\b",
    polite=r"please|pls|plz|hey|hi|hello|ok|okay|so|well|and|also|then|now|just|kindly|good morning|thanks|quick(?:ly)?",
    acts=bag(
        "add sum remind show list find search send call book create make write read tell give set schedule plan delete remove "
        "cancel move change update mark open close start stop summarise summarize translate draft forward reply answer "
        "explain describe compare check look let put save note remember order buy pay transfer email mail text message ping "
        "invite arrange reschedule postpone share upload download print play turn switch get take bring fetch tick complete "
        "finish undo repeat calculate compute convert count sort filter export import attach rename edit correct fix rewrite "
        "shorten highlight extract pull keep leave drop clear empty archive block mute snooze wake log record enter insert "
        "fill help suggest recommend propose prepare research investigate quiz teach track register subscribe unsubscribe "
        "turn run execute restart install connect link notify inform warn ask contact phone ring dial don't use generate "
        "restore revert go confirm approve reject include exclude rate review proofread enable disable push shift jot"
    ),
    acting=r"(?:can|could|would|will) (?:you|u)(?! (?:be|have|hear|understand|speak)\b)"
    r"|would you mind|(?:i|i'd|we) (?:want|need|would like|'d like|like) you to|i'd like you to|i need (?:a|an|the|some) (?:list|summary|copy|overview|reminder)"
    r"|i(?:'d| would) like to (?:add|book|cancel|create|move|set|schedule|see|order|change)|i want to (?:add|book|cancel|create|move|set|schedule|see|order|change|delete)"
    r"|let's|never ?mind|forget (?:it|that)|(?:a )?(?:new )?(?:reminder|task|note|todo|to-do)\s*:",
    asking=r"what(?:'s|s)?|who(?:'s|s)?|whom|whose|which|when(?:'s)?|where(?:'s|s)?|why|how(?:'s)?|is|are|was|were|do|does|did|has|have|had|can|could|should|shall|may|am|"
    r"isn't|aren't|wasn't|don't (?:i|we|you|they)|doesn't|didn't|hasn't|haven't|any|anything|anybody|anyone|will|would|tell me (?:what|who|when|where|why|how|if|whether|which|about)|"
    r"do you know|i (?:want|need|would like) to know|i wonder|according to|explain (?:how|why|what)",
    small_talk=(
        r"hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day|night)|morning|evening|night night|sleep well",
        r"there|everyone|all|again|mate|buddy|friend|dear|assistant|bot|man|guys|folks|team",
        r"(?:many |a thousand |a million )?(?:thanks|thank you|thank u|thx|ty|cheers)(?: so much| very much| a lot| a million| a bunch| again)?|much appreciated|no problem|you're welcome|my pleasure",
        r"(?:good)?\s?bye(?:\s?bye)?|see (?:you|ya|u)(?: later| soon| tomorrow| then| around)?|later|take care|talk (?:to you )?(?:later|soon)|ciao|have a (?:nice|good|great|lovely) (?:day|evening|weekend|one|night|time)",
        r"how (?:are|r) (?:you|u)(?: doing| feeling)?(?: today)?|how(?:'s| is) it going|how are things|what's up|sup|you ok(?:ay)?|nice to (?:meet|see) you|how was your (?:day|weekend)",
        r"(?:are|r) (?:you|u) (?:a |an )?(?:real |actual )?(?:human|person|robot|bot|machine|computer|ai|alive|there|real)|who (?:are|made|created) you|what's your name",
        r"ok(?:ay)?|cool|alright|all right|fine|sure|yes|yep|yeah|no|nope|lol|haha+|wow|oh|ah|i see|got it|sounds good|congratulations|happy birthday|merry christmas|sorry|my bad|never mind",
    ),
    problem=r"\b(?:doesn't|does not|don't|do not|isn't|is not|not|won't|will not|stopped|never|didn't|did not|aren't|hasn't|has not|no longer) (?:\w+ )?(?:work|works|working|load|loads|loading|open|opens|opening|respond|responds|responding|sync|syncs|syncing|arrive|arrived|come through|show up|showing(?: up)?|start|starts|play|connect|connecting|save|saved|saving|send|sent|update|updating|showed|showing|ring|rang|go off|went off|appear|appeared|delivered|fired|let me)\b"
    r"|\b(?:can't|cannot|can not|couldn't|unable to|not able to) (?:\w+ )?(?:log ?in|sign ?in|open|upload|download|connect|access|see|find my|hear|save|send|delete|load|get (?:in|into|it to)|reach|play|edit|print)\b"
    r"|\bcrash(?:es|ed|ing)?\b|\b(?:is|are|was|seems?|looks?|got|gets|went) (?:\w+ )?(?:broken|stuck|frozen|down|corrupt(?:ed)?|lost|gone|missing|wrong|buggy|blank|unavailable|offline)\b"
    r"|\b(?:an?|the|this|some) (?:\w+ )?(?:error|bug|fault|glitch|issue with|problem with|failure)\b|\berrors? (?:message|code|when|every|on)|\b(?:error|exception|timed? ?out|fails?|failed|failing|freezes|hangs|broke|keeps? (?:crashing|failing|loading|asking|showing|saying|logging))\b"
    r"|\bha(?:ve|s) (?:disappeared|vanished|been lost|gone missing)\b|\bdisappeared\b|\bnothing happens\b|\bkeep(?:s)? getting\b|\bis(?:n't| not) (?:\w+ing)\b|\b(?:sent|delivered|reminded|added|saved) (?:it )?twice\b|\bduplicates?\b",
    feedback=r"(?:that|this|it|which)(?:'s| is| was) (?:\w+ )?(?:\w+ )?(?:helpful|useful|useless|great|perfect|wrong|bad|terrible|awful|amazing|awesome|brilliant|nice|annoying|confusing|excellent|nonsense|rubbish|exactly|not what|not helpful|not right|not correct|incorrect|correct|unhelpful)"
    r"|(?:great|good|nice|awesome|amazing|excellent|perfect|super|brilliant|bad|terrible|wrong|poor) (?:job|work|answer|one|reply|response|summary|idea|stuff|result)|well done|love (?:it|this|that|how)|i (?:love|like|hate|dislike|enjoy|appreciate) (?:how|it|this|that|your|the way|the new|you)"
    r"|i wish (?:you|it|this|there)|it would be (?:nice|great|good|better|helpful)|would be (?:nice|great|good)|you (?:should|could) (?:be|have|also|really)|you(?:'re| are) (?:\w+ )?(?:great|awesome|the best|amazing|helpful|useless|slow|wrong|annoying|too|so|not|very|stupid|smart|fast)|not (?:helpful|what i (?:asked|wanted|meant))|wrong answer|thumbs (?:up|down)|perfect|useless",
    judged=r"\b(?:your|the|that|this|these|those|last) (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|explanations?|suggestions?|voice|assistant|app|design|interface|translation)\b.{0,20}\b(?:is|are|was|were|sounds?|looks?|could be|should be) (?:\w+ )?(?:\w+ )?(?:too|long|short|great|good|bad|wrong|useless|helpful|useful|slow|fast|better|worse|perfect|nice|unclear|clear|confusing|excellent|terrible|boring|vague)\b|\b(?:really|very|so|super) (?:helpful|useful)\b|\bwhat i (?:was looking for|needed|wanted)\b|\bhelped (?:me )?(?:a lot|so much)\b",
    telling=r"i|i'm|i've|i'll|i'd|im|we|we're|we've|he|she|he's|she's|they|it|it's|the|a|an|my|our|his|her|their|your|this|that|these|those|there|there's|you|you're|some|most|today|yesterday|tomorrow|last|next|on|in|at|after|because|since|fyi|just|our|nobody|everybody|everyone|both|one|two|no",
    titles=r"Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Doctor|Sir|Uncle|Aunt|Auntie|Grandma|Grandpa",
    to_person=r"call|phone|ring|with|to|from|by|tell|ask|email|mail|text|message|meet|meets|meeting|visit|see|for|and|invite|thank|help|owe|remind|contact|let|did|does|is|has|was|will|can|pay|of|named|called|boss|friend|sister|brother|mother|father|mum|mom|dad|wife|husband|son|daughter|colleague|cousin|neighbour|neighbor|partner|manager|doctor|lawyer|dentist",
    does=r"said|says|called|calls|wrote|writes|wants|asked|told|lives|is|has|was|will|can|came|comes|sent|needs|likes|thinks|know|knows|know that|free|and|recommended|paid|works|mentioned|left|agreed|'s",
    to_place=r"in|to|from|at|near|around|towards|toward|into|via|of|through|between|for|visit|visiting|leave|leaving|outside|reach|reached",
    addresses=r"\b\d{1,5}[a-z]? (?:[A-Z]\w+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Square|Sq|Boulevard|Blvd|Way|Place|Court|Terrace)\b",
    doubtful=bag(
        "will may mark grace hope art bill rose june april august faith joy dawn chase hunter mason summer autumn rich pat "
        "drew sue frank miles jack ray guy chance destiny heaven page can sol an ali my do so iris ivy lily olive violet ruby "
        "pearl amber crystal jade daisy penny gene dale glen cliff rob don earl duke king prince christian sterling stone "
        "brook heather holly basil forest wade lane reed clay rusty sandy misty stormy rain sky star angel major banks "
        "reading nice bath orange mobile hull sale wells deal battle hope lincoln "
        "victoria charlotte austin jackson madison jordan turkey"
    ),
)

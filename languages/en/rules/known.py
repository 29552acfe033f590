"""Words of which every sentence for the car has at least one: written by nlu/sampling/known_words.py."""

KNOWN = """
abba aberdeen aboard abort about above absolute absolutely ac accent accept accident accidents according accountant
accounts aching across action activate active actual actually adapt adaptive add added address adele adjust adjusting
advance aeb aerial africa after afternoon again against agency agenda ages ago agree agreed ah'm ahead ahead's aid
aid's aim air air's airbag aircon aired airflow airing airless airport ajar alarm alarm's alarms alaska album album's
alert alerts alive all allergic alley alley's allow allowed allows almost alone along alongside aloud already alright
also alternate alternative altogether always am ambient american amiss ammi angle angry animal animals animation
ankles anna anna's announcement's annoying another answer answering any anybody anymore anyone anyone's anything
anyway anywhere apartment app apparently apple appointment appreciate appreciated april arctic are area aren't arguing
arm armpits armrest arms around arrange arrival arrive arrived arriving arrows arse arsenal artificial artist as ask
asked asking asleep assist assistant assisted asthma at atlas atmosphere attendant attendant's attention audio
audiobook audiobooks august aunt austin australia auto auto's automatic automatic's automatically autumn avenue avoid
avoidance aw awaits awake away awful awfully ay aye babies baby baby's babysitter back back's backed background
backrest backside backside's backup backward backwards bad bad's bag bag's bags bairn bajao baked bakery baking
balance bald ballad ballet baltic bananas band banger bank bar barbecue barclays barely barrier barrier's bars
baseball bass bath bathroom battery battery's battle bay be beach beam beams beans bear bearings bears beat beating
beatles beautiful becalm because become bed bedroom beds bedtime bee been beep beeper beeping beeps beer bees before
begging begin beginning behind beijing being belching believe bell below belt belter ben bench bend beneath beside
best bet better between bhaiya bi bicycle big bigger bikes bin bins bird bird's birds birthday bit bits blaa black
blades blanket blaring blast blasting bleeding bless blew blind blinded blinding blinds blink blinkers blinking block
blocked blocks bloke blokes bloody blow blower blower's blowing blown blows blowy blue blues bluetooth board body
boiled boiler boiling bold bollards bolsters bolt bolted bolts bone bones bonfire bonging bonnet book booked boost
boot boot's booth boots border bored boring born boss both bother bothering bothers bottle bottom bottoms bought bound
box boy boyfriend boys bragged brake braked brakes braking brand brass bread break breakdown's breakfast breaking
breath breathe breather breathes breathing breeze breezy bride's bridge bright brighten brighter brightest brightness
brighton brights brilliant bring bristol broad broke broken brolly brother brr brushes bucketing buckets buddy budge
bug bug's buggy bugs building buildings bulb bum bum's bump bumper bumpy bums bun bung buns burger burgers burn
burning burns bursting bus bus's busan business busy butt butter button buttons buy buzz buzzed buzzing by byrds c
cabin café cake caked calais calculate calendar call called calling calls calm calmer calories cam came camera cameras
camp camping campsite can can't cancel cannot cap cape capital car car's caravan's card cardiff cards care carlisle
carpenters carry cars cartoon cash castanets casts cat catch catching cats caught causing cave cd cease ceiling
celebration cell cells celsius cemetery center central centre certain chairs chalo chalu chance change changed changes
changing channel chaos chap chapel chapter charge charged charger charges charging chat chattering chatting cheap
cheaper cheapest check checking checkpoint cheeks cheer cheers chest chestnut chewing child children chili chill
chilled chilly chime chin china chinwag chip chips chocka chocker chocolate choice choose chorus christmas chuck
chucking church circulate city clammy clappers class clean cleaned cleaner cleaner's cleaning clear cleared clearing
clever click clicked clicking clicks client climate clinic clip clipped clock clocking clogged close closed closer
closest closing cloth cloud cloudburst clouding clouds cloudy clown clubs clunk cluster clutch co coal coast coat
coats cobber cobs code codes coffee coffees coin cold colder coldest collar collect collecting collision color colors
colour coloured colours column come comes comfort comfortable comfy coming command commands commentary commentator
commute company compared complain complaining completely compressor compromise computer con con's concentrate concert
condensation conditioner conditioning conditionning configure confirm confused congestion conked connect connected
constant contact continue control conversation convertible convey cook cooker cooking cool coolant cooled cooler
coolers cooling cop copying cork corner corners cost costs cosy cottage cotton cough coughed coughing could couldn't
council count counting country countryside counts county couple course courtesy cousin cover covered cows crab crack
crank crash crawl crawling crazy cream create creeping cricket cricket's crikey crisps cross crossed crossing crow
cruise cry crying crystal cup cuppa cupping cured current curry curtain curtains cushion cushion's customer cut
cutting cycle cycled cyclist dad dad's daddy daft daily dallas damn damp danced dangerous dark darken darker darkest
dash dashboard dashcam data date daughter daughter's dave's day daylight days daytime dazzled dazzles dazzling de
deactivate dead deaf deafening deal dear death december decently decibel decibels decide deciding deckchair decline
decorators decrease deer default deflector defog defogger defogging defrost defrosted defroster defrosters defrosting
degree degrees delays delete delhi delivery demand demist demister demister's demisters demisting denmark dentist
denver departure derriere desk desperate destination detail detection detour detours devices dial dialling dials diary
dickie dicky did didn't die diesel diesel's different differential difficult dig digging dim dimmed dimmer dimmest
dimming din dinner dinner's dip dipped dipper direct directing direction directions dirge dirt dirty disable disagree
disco disconnect discuss disengage disgrace disgusting dishwater dismiss display display's dissolved distance
distracting distracts district disturb divine dizzy dj dj's djs do dock doctor dodgy does doesn't dog dog's dogs doing
dollar dome don't done door door's doors doorstep double douse dover dow down download downpour doze dozed dozing dozy
dragging drain draining drastic draught draughty draw drawing dreamland drenched dressed dribbling dried drift
drilling drink drinking drinks drip dripping drive driven driver driver's drivers drives driving drizzle drizzling
drooping drop droplets dropped dropping drops drove drowned drowning drowsiness drowsy dry drying dual due dull dummy
dummy's duo dusk dust dust's dusty dying each ear ear's earlier early earring earring's ears ease easier easily easing
easy eating eco economical economically economy edge edinburgh eff effort egg eggs eiffel eight eighteen eighth eighty
either elbow election electric elephants eleven else else's em email emailed emails emergency emma empty en enable
enabled end ends energy engage engaged engine engine's english enjoy enjoying enlarge enough entering entire entry
episode error errors estimated eta ev even evening event ever everest every everybody everybody's everyone everyone's
everything everything's everywhere ex exactly except exchange exeter exhaust exhausted exhausts exit expect expecting
expensive expressway expressways extend exterior external extra eye eyeballs eyebrows eyeline eyes face factory
fahrenheit faint faintest fair fake fall fallen falling falls family fan fan's fancy fanning fans far farm farm's
farted farther fast faster fastest fat father fatigue fault favorites favourite feather february federer fee feeble
feeding feel feeling feels feet fell fella fella's felt fence ferry fetch fetching fever few fewer fewest fiddling
field fields fierce fifteen fifth fifty fighting file files fill filled filler filling film film's filter filtered
filtering filters filthy final finally find fine finger's fingers fingertips finish finished fire firm first fish
fists fit five fixed flap flapping flaps flash flashed flashers flashing flat fleetwood flick flies flight fling float
floating floodlight floor flow flowers flowing flown floyd fluid flush flushes fly flying fm focus fog fogged fogger
foggiest fogging foggy fogs fold folded folk follow following follows font food foot foot's football footballs
footrest footwell for forecast forehead forget forgot forgotten forming forty forward forwards foul found four
fourteen fourth fraction fragrance france frantic freckles free freeway freeways freeze freezer freezin freezing
french frequency fresh friday fridge friend friend's fringe frizzy from front front's fronts frost frostbite frosted
frozen fruit fry frying fuel full fully fumes fun function funeral funky funny furnace further g'day gaana gagging
gale gallon game gap gap's gaping garage gas gasoline gate gate's gatwick gauge gentle gentleman gentler gentlest
gently get gets getting ghostly gie gimme gin giraffe girl girlfriend girls give gives giving giz glare glaring glary
glasgow glass glasses glastonbury glimmer gloom gloomy glove glovebox gloves glow glowing glowy glued gnat's go goa
goals god god's goes going gold golf gone gonna gonnae good goodbye goosebumps gorgeous gosh got gps grab gramophone
gran grand grandad grandad's granddad's granddaughter grandma grandma's grandpa grandpa's grandson granny's grass
grateful great green greenhouse grew grey griddle grief grill grind gritter gritters groaning groceries groove group
grow growling guard guard's guess guesswork guests guidance guide guiding guitar gulp gum guts guy guy's gym had hail
hailing hair hair's haircut hairdo hairdryer half halfway halloween halt hame hamlet hammering hand hand's handbrake
handbrake's handle handles hands handset handset's handy hang hanging hangry hankering happen happened happening
happiest happy harbour hard harder hardly harsh harvest has hasn't hastings hat hatch hate haud haul have haven't
having hay hazard hazards haze hazzards he he's head head's headache heading headlamp headlamps headlight headlights
headlines headphones headrests heads health healthy hear heard hearing heart heartbroken heat heat's heated heater
heater's heaters heathrow heating heatwave heaven heavens heavier heavy heeting height hell hell's hello help helps
hen her here hereabouts hers herself hey hide hiding high higher highest highway highways hilton him hinges hip his
history hit hob hog hold holder holding hole holes holiday home home's homeward homework's honestly honk hood hoover
hop hoping horn horrible horse horses hospital hot hot's hotel hotplate hotter hottest hour hours house how how's
howling hoying hud huddled huffing humid humming hums hunched hundred hundredth hung hungry hurricane hurry hurt
hurting hurts husband hush hushed hvac hyundai i'd i'll i'm i've ice icebox iced icicle icicles icons icy idea if
ignore imagining inbox inch inches include incoming increase indicate indicator indicators individual indoors inflate
inflated inform innit input inside inspection instead instruction instrument insurance int intake intercom interior
intermittent internal internet interrupt interrupting interstate interval into invented invoice ionizer isn't it'd
it'll it's itching its itself jack jaldi jam jam's james jammed jams january japanese jaunt jazz jeans jeju jerky
jesus jet jim jingles jitters job jog john johnsons jolly jot journey judge juice july jump jumper jumpers jumping
jumps junction june just kakao kane kar karo kays keen keep keeping keeps kent kept kerb kettle key keys kick kicking
kid kid's kidneys kids kill killing kilohertz kilometers kilometres kind kinda kindly king kippers kitchen kite km
knackered knead kneading knee kneecaps knees knock knocked knocking knots knows knuckles ko korea korean kospi labour
labrador lad lads lady lah lake lakers lambs lame lamp lamps land landed landfill landing lane lanes language lap
laptop larger lasagne last latched late later latest launch laundry lavender law lawyers lay layer lazier lead leaf
league lean leaning leap learn least leather leather's leave leaves leaving led leeds left leg legend legged legroom
legs leicester lens lenses less let's letter letterbox letters letting lettuce level levelling levels lever library
licence lid lid's lids lie life lifesaver lift liftgate lifting light light's lighter lighthouse lighting lights liked
likes likewise liking limit limiter limousine line lines link linked lipstick lisa list listen listening listens lit
litres little live liverpool lives living load loaded lobster local locate location lock locked locking locks lodge
lolly's long long's longer longest loo look looking looks loop looping loosened lorries lorry lorry's lose losing lost
lot loud louder loudest loudness love lovely low lower lowest luggage lukewarm lumbar lunch lungs lurking luton lying
lyrics mac machine mad madam made magic magnify magnolia mail main maintenance make makes making malcha man man's
manage manual manually manure many map map's marble march marina market marrow marvellous marx mascara mask masks
massage massager massaging match mate mate's max maximum may maybe mcdonald's me's meaning meant measure media
medicine medium meet meeting meetings megahertz melodic melody melt melting melts memo memory memphis men menu menus
mercury message messages messing meter metres metric middle midges midnight midwife might milage milder mile mileage
miles milk milkshake milky mill million min mind minds mine mine's minimal minimum minus minute minutes mirror
mirroring mirrors miserable miss missed missing missus mist mistake misted misting misty mittens mix mizzle moaning
mobile mode mom moment mona monday mondays money monitor monitoring monkeys monsoon month mood moods moon moonroof
moor more morgue morning mostly mot motel mother mother's motor motorbikes motorway motorways mountains mouse mouth
mouth's move moved movie moving mozart much muck mucky mud muddled muddy muggy multi mum mum's mumble mumbling mummy
mummy's murders murky murmur muscle museum music music's must musty mute muted my myself na nah name names nana's
nanny nap nappies napping narrow nasdaq nashville nasty natter natural nav navigate navigating navigation near nearby
nearer nearest nearly necessary neck neck's need needed needle's needn't needs negative neighbourhood neighbours
nephew's nerves nest neutral never nevermind nevis new news newsreader next nice nicely night nightclub nightmare nil
nine nineteen ninety ninth nip nipping nippy nithered nix no nobody nobody's nod nodding noise noisy none nonsense
noon nope normal normally north north's nose nostalgic not notch notches note notes nothing notice notifications
november now nowhere nozzle nozzle's nudge nudging nuisance numb number number's numbers nursery o'clock objection
obviously occasional och october odometer off office officer officer's often ohio oi oil ok okay old oldies on once
oncoming one one's ones only onto oomph oops opaque open opened opening opens operating operation opposite option
options or orange order ordering ordinary orient original originally other other's others otherwise ouch ought ounce
our ours ourselves out outage outdoor outdoors outside outward oven over overdue overhead overheating overnight
oversleep overtake overtaking overview ow owe ower own oxford pace packed pad pads paid paining painted pair pal palms
pan pane panel panel's panoramic panting papers parcel parched parents park parked parking parky parliament part
particular particulate parts party party's pass passed passenger passenger's passengers passing passport past patch
pause pavement pay paying peace pedal pedals pedestrian pedestrians pee peel peeling peep peering peg pelt pending
penguins pennies penny pensioner people peppers per percent percentage perfect perfectly perhaps perished perishing
person perth pet petrol petrol's petunias pew phoenix phone phone's phones photos pick picking picture pier pig pigeon
pigeon's pigs pigsty pillar pills pin pines ping pinging pink pints pipe pit pitch pity's pizza pizza's place plain
plan plane planes planned plans plants plaster plastered plate play playback played playing playlist plays please
plenty plot plug plugged plumber plumber's plus plymouth pm poached pod podcast podcasts point pointed pointing poking
polar pole police policeman pollen pollen's polluted pollution pong poo pooey pooh poor poorer pootle pop popped
population porsche port porter's ports position possible possibly postage posting postpone pothole potholes pound
pounding pour pouring power practice pram's prayer prefer preferred pregnant prescription's presenters preset
president press pressure pressures pretend pretending pretty previous price privacy private prix probably problem
profile programme project projecting projection projector promised prompts proper properly psi puddle puff puffing
pull pulled pulling pummel pump pumped punch puncture puppy pure purification purifier purify purifying purple purse
push pushing put putting quality quarry quarter quarters queasy queen queue quick quicker quickest quickly quid quiet
quieten quieter quietest quit quite quiz race racer racing racket radar radiator radio radio's rain rain's raincoat
raindrops raining rains raise raised ranch random rang range rate rate's rather rattle rattling reach reaches reaching
read reading readings reads ready real really rear rearview reason recall receipts receiver recirc recirculate
recirculated recirculating recirculation recite reckon recline recommend recommended recommends record recording
records red red's redial reduce reeks reflecting reflection reflects refrigerate refrigerating refrigerator refuel
refuelling refuse regenerative reject relax release reliance remaining remember remind reminder reminders remote
remove reno rent rental reopen repeat repeating replacing replay reply report request reschedule reset residential
resigned resort respond response rest restart restarted restless restore result results resume retinas return reverse
reversing revert revs rewind richard richer rid ride right rim rim's ring ring's ringing rings rinse ripe rise river
road road's roads roadworks roaring roars roast roasted roastin roasting robot robot's rock roll rolled roller rolling
roof room roomba rotate rotating rough round roundabout rouse route routes row row's rpm rub rubber rubbing rubbish
ruffle rug ruined rummaging run running runs rush sad safe safer safety sahara said sails sake salesman salt salty
same samsung sand sandals sandpaper sandwich sandwiches sarah sat satellite saturday sauna sausage save saved saves
saving saw say saying says scale scalp scandal scared scarf scenic scent schedule scheduled school sciatica's scooch
scoot scorcher score scores scotland scout scrap scrape scraped scraper scraping screaming screen screen's scribble
scrub sea seal search searchlight season seat seat's seats sec second seconds secure security sejong select selected
self selfie sell sells send sending sensing sensitivity sensor sensors seoul separate separately september serendipity
service serviced servicing servo set sets setting settings settle seven seventeen seventy sewage sh shade shaking
shall shape share shares sharing she she'd she'll she's sheet sheets shelve shh shielding shimmer shine shining
shipping shirt shirt's shivering shocking shoe shoes shoot shop shopper shopping shopping's shops short shorter
shortest shorts shot should shoulder shoulders shout shouting show show's shower's shown shows shrink shuffle shuffled
shuffling shukriya shush shut siberia sick side side's sides sight sign signal signalling silence silent since sing
singapore singer singer's singing single sings sinuses sip sir siren sister sister's sistine sit sitter sitting six
sixteen sixteenth sixth sixty sizzle ski skies skip skippity skull skunk sky skylight slab slam slap slash sleep
sleeping sleeps sleepy sleet's sleeves slept slid slide sliding slightly slippers slippery sliver sloshing slot slots
slow slowdowns slower slowing slowly sluggish slurry small smaller smart smarter smear smeared smearing smeary smell
smell's smelling smells smelly smidge smidgen smiley smog smoke smoke's smoking smoky smooth sms snarl sneaking
sneezing sneezing's sniff snow snow's snowing snowman snuff soaked soapy soccer sock socket socks sofa soft soften
softer softest soldier solid some somebody somebody's someone someone's something something's somewhere son son's song
song's songs soon sooner soonest soothe sore sorry sorted sorts soul sound sounds soup source space spain spanish
spare spat speak speaker speakers specs speed speediest speeding spicy spider spin spine spinning spins spit spitting
splash splinter split splitting spoiler spoke spoken sport sports sporty spot spot's spotify spots spray spraying
spread spreader spreading squashed squat squeak squeaking squeaking's squeaks squeeze squinting squirt squirty
stability stadium stage stale stamp stand standing star staring stars start started starting starts starving state
states station stations status stay stayed staying stays steady steam steamed steaming steamy stearing steer steering
steering's stench step stepping steps stereo stew stick stick's sticking sticky stiff still stinking stinks stock
stocks stomach stomach's stood stop stop's stopover stopped stopping stops store storey storey's storm story stove
straight straining strange strap's strapped stream street streets strength stressed stretch stretched stretching
strewth strike strip strips strobe strong stronger strongest stuck stuff stuffy style such suede suggest suggested
suit suitcase suitcases summer sun sun's sunday sunglasses sunny sunroof sunroof's sunset sunshade sunshade's sunshine
supply support supporting suppose supposed sure surface surgery survive suspension swampy swap swarm sweat sweat's
sweating sweaty sweeping sweet sweetheart sweltering swimming swing swipe swish swishing swishing's switch switched
switching sydney symbol sync synced synchronise synchronize syncing system ta table tad tahoe taid tailback tailgate
tailgating take taken takes taking talk talked talking tall tallest tampa tank tank's tanker tap tape tapes taps
target tarmac tarring taters taxi tea teacher team teapot teeth telephone television tell telling telly telly's temp
temperature temperatures ten tent tents tepid terminate terms terrible terrier's tesco tesla test text texted texts
than thank thanks that'll that's thawed thawing theatre their theirs them themselves then there there's thermometer
thermostat these they they'd they'll they're they've thick thief thighs thing thingamajig things thingy think thinks
third thirds thirst thirsty thirteen thirteenth thirty thoda those though thought thoughts thousand three thrifty
throat throat's through throw throwing thumbs thumping thunder thursday ticket ticket's tickets tickles tied tight
tighter till tilt tilted time time's timer times timing tinkle tins tiny tip tipped tire tired tiredness tires title
toast toasted toaster toastier toasting toasty today today's toddler toddler's toes together told toll toll's tolls
tom tomato tomatoes tomorrow tomorrow's tone tones tonight too took toot tooth toothy top total toto tottenham touch
touching tousling tow toward towards towbar towed tower towing town toys tpms track track's tracked tracking tracks
traction tractor trading traffic traffic's trailer's trailhead train train's translate traps travel treat treble tree
triangle trick tried trip trolley's tropical trouble trousers truck truck's truly trunk trust try trying tuck tucked
tuesday tugging tune tunes tuning tunnel tunnels turn turned turning turns tush tushy tv twelfth twelve twenty twice
twiddle twins twisty two tying type tyre tyre's tyres umbrella un unbearable unbolt uncle under underfloor underground
understand undo undoing unfold unfolded united unlatch unlink unload unloading unlock unlocked unlocking unmute unpair
unpause unread unrecirculate unschedule unshuffle unsync until up update uphill upper upright ups us usb use used
using usual usually vacuum vacuuming valentines valet valve van van's vapour vehicle vent vented ventilate ventilated
ventilating ventilation ventilator vents venue version very vet via vicinity video view village vineyard visor vocal
vodafone voice voicemail volt voltage volts volume volume's vows wagner wait waiting wake waking wala wales walk
walking wall wallet wallpaper wander wandering wanna want wanted wanting wants war warm warmed warmer warmers warming
warmth warn warned warning warnings was wash washed washer washers washes washing washout wasn't wasp wasp's waste
wasting watch watcher watches watching water waterfall watering wave waving way way's waypoint waypoints ways we we'd
we'll we're we've weak weaker weakest wear wearing weather weather's wed wedding wednesday wednesdays wee week weekend
weeks weird welcome wellie wellies welly welsh went were weren't wet whack what what's what've whatever whatever's
whats whatsapp whatsoever wheel wheel's wheelchair's wheels when when's whenever where where's whereabouts wherever
whether which whichever whiff while whine whisk whisper whispering whistling white whites whizz who who's whoa whoever
whoever's whole whoops whose why why's wick wide wider width wife wife's wifi wig will wilt wilting win wind wind's
windas windee's windies windo windose window window's windows windscreen windscreen's windshield windshield's windy
wing wings winks winter wipe wiped wiper wipers wiping wireless wirelessly wires wise wishes witch's with within
without wobbly won won't wonder wondering word words work work's worked working workplace works world worm worry worse
would wouldn't wrapped wrath wrestling wringing write writing written wrong wrote y'all ya yaar yards yawn yawning ye
yeah year yellow yellows yem yep yes yesterday yet yikes yoke york you'd you'll you're you've young your yourself yuck
zero zip zone zones zoom
"""
